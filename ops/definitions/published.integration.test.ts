import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { procedureHash } from '../../db/core/digest.ts';
import { permit } from '../../domain/procedures/checks/example.fixture.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import type { LoadedProcedure } from './procedure-files.ts';
import { type PublishedProcedures, planPublication } from './publish.ts';
import { openPublished } from './published.ts';

let published: PublishedProcedures;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  published = await openPublished(fresh.url);
});
afterAll(async () => {
  await published.close();
  await drop();
});

function loaded(...edits: readonly (readonly [from: string, to: string])[]): LoadedProcedure {
  const procedure = permit(...edits);
  return { file: 'permit.yaml', procedure, hash: procedureHash(procedure) };
}

test('what was published is known again by its content, though the database keeps keys in its own order', async () => {
  await published.publish('town', [loaded()], null, 'operator');
  const current = await published.current('town');
  expect(current).toMatchObject([{ code: '9.000001', version: 1, hash: loaded().hash }]);
  expect(planPublication([loaded()], current)).toEqual({ fresh: [], unchanged: 1, problems: [] });
  expect(await published.current('city')).toEqual([]);
});

test('several procedures are published together or not at all', async () => {
  const other = loaded(['"9.000001"', '"9.000002"']);
  const changed = loaded(['100000', '120000']);
  await expect(published.publish('town', [other, changed], null, 'operator')).rejects.toThrow('9.000001');
  expect((await published.current('town')).map(({ code }) => code)).toEqual(['9.000001']);
});
