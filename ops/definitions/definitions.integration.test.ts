import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { agenciesOf, findUser, listUsers, saveUser } from '../../db/agencies/queries.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { currentProcedures } from '../../db/procedures/queries.ts';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import { PERMIT, TOWN } from '../../domain/procedures/checks/example.fixture.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { PROJECT } from '../install/node-part.ts';
import { publishDefinitions } from './definitions.ts';

const province = 'town' as ProvinceId;
const USERS = [
  { id: 'town.an', name: 'An', province, roles: [{ role: 'receptionist' }] },
  { id: 'town.admin', name: 'Bình', province, roles: [{ role: 'administrator' }] },
];

let url: string;
let drop: () => Promise<void>;
let db: Database;
let folder: string;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase(inject('databaseUrl')));
  db = openDatabase(url, { role: null, max: 1 });
});
afterAll(async () => {
  await db.close();
  await drop();
});
afterEach(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-definitions-'));
  write('town/agencies.yaml', JSON.stringify(TOWN));
  write('town/users.yaml', JSON.stringify(USERS));
  write('base/permit.yaml', PERMIT);
  for (const [from, to] of [
    ['base', 'base'],
    ['hue', 'town'],
  ] as const) {
    const calendars = readFileSync(join(PROJECT, 'procedures', from, 'calendars.yaml'), 'utf8');
    write(`${to}/calendars.yaml`, calendars);
  }
});

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

test('without demonstration, a province has its offices and procedures, and only its administrators', async () => {
  const { fresh, differing } = await publishDefinitions(url, folder, false);
  expect({ differing, some: fresh > 0 }).toEqual({ differing: [], some: true });
  expect(await agenciesOf(db, province)).toHaveLength(TOWN.length);
  expect((await currentProcedures(db, province)).map(({ code }) => code)).toEqual(['9.000001']);
  expect((await listUsers(db, province)).map(({ id }) => id)).toEqual(['town.admin']);
});

test('publishing again changes nothing, and leaves what an administrator has changed', async () => {
  const id = 'town.admin' as UserId;
  await saveUser(db, { id, province, name: 'Bình', active: false, roles: [] });
  expect(await publishDefinitions(url, folder, true)).toEqual({ fresh: 0, differing: [] });
  expect(await findUser(db, id)).toMatchObject({ active: false, roles: [] });
  expect((await listUsers(db, province)).map((user) => user.id)).toEqual(['town.admin', 'town.an']);
});

test('a file that changed without a new version is left aside and named', async () => {
  write('base/permit.yaml', PERMIT.replace('amount: 100000', 'amount: 50000'));
  const { fresh, differing } = await publishDefinitions(url, folder, true);
  expect(fresh).toBe(0);
  expect(differing).toEqual([expect.stringContaining('9.000001')]);
});

test('a file with something wrong stops the start and is named', async () => {
  write('base/permit.yaml', PERMIT.replace('to: refused', 'to: nowhere'));
  await expect(publishDefinitions(url, folder, true)).rejects.toThrow(/^base\/permit\.yaml steps\[0\]/);
});
