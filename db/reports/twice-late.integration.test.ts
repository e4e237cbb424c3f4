/** A deadline that was missed, extended, and missed again: two breaches, counted apart. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import { content, definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { punctuality } from './queries.ts';
import { listBreaches } from './sla.ts';

const { receptionist, specialist, head } = PEOPLE;
const at = (local: string) => instant(`2026-03-${local}:00+07:00`);
const EXAMINE = 'examine.1' as TaskId;
let drop: () => Promise<void>;
let api: Database;
let worker: Database;
let owner: Database;

/** Due on 5 March at 8:00; extended by two days at 11:00, so until 9 March at 8:00; done when it says. */
async function extended(id: string, done: string): Promise<void> {
  const start = at('02T08:00');
  const given = { caseId: id as CaseId, facts: { area: 50 } };
  const play = await playCase({ api, worker }, definitionOf(PERMIT_YAML), start, given);
  play.do(receptionist, { type: 'accept' });
  play.until(at('05T11:00'));
  const by = { amount: 2, unit: 'working-days' } as const;
  play.do(head, { type: 'extend', by, taskId: EXAMINE, reason: content('why') });
  play.until(at(done));
  const actor = play.case.tasks[0]?.role === 'agency-head' ? head : specialist;
  const forward = { outcome: 'forward', reason: null, documents: [] };
  play.do(actor, { type: 'complete', taskId: EXAMINE, ...forward });
  await recordPlay({ api, worker }, play);
}

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  owner = openDatabase(fresh.url, { role: null });
  await extended('once', '06T10:00');
  await extended('twice', '10T10:00');
});
afterAll(async () => {
  for (const each of [api, worker, owner]) await each.close();
  await drop();
});

test('the list names the second deadline where it was missed as well', async () => {
  const { items } = await listBreaches(owner, { now: at('11T08:00'), step: 'examine' });
  expect(items.map(({ caseId, dueAt, dueAgainAt }) => [caseId, dueAt, dueAgainAt])).toEqual([
    ['once', at('05T08:00'), null],
    ['twice', at('05T08:00'), at('09T08:00')],
  ]);
});

test('the report counts those among the late that were late again', async () => {
  const [row] = await punctuality(owner, {
    from: at('01T00:00'),
    until: at('20T00:00'),
    now: at('20T00:00'),
    by: 'step',
    work: 'tasks',
    ownOnly: false,
  });
  expect(row).toMatchObject({ name: '9.000001/examine', present: { onTime: 0, late: 2, lateTwice: 1 } });
});
