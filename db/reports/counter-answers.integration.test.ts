/** Documents that the counter asked for before acceptance: how it answered before and after them is counted apart. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CaseId } from '../../domain/ids.ts';
import { instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import {
  AGENCIES,
  content,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { punctuality, workByMonth } from './queries.ts';
import { listBreaches } from './sla.ts';

const { receptionist } = PEOPLE;
const at = (local: string) => instant(`2026-03-${local}:00+07:00`);
let drop: () => Promise<void>;
let api: Database;
let worker: Database;
let owner: Database;

/** Filed on Monday at 8:00, so to be answered by Tuesday at 8:00; documents are asked for at noon, come a day later, and are answered at once. */
beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  owner = openDatabase(fresh.url, { role: null });
  const play = await playCase({ api, worker }, definitionOf(PERMIT_YAML), at('02T08:00'), {
    caseId: 'asked late' as CaseId,
  });
  play.until(at('03T11:00'));
  play.do(receptionist, {
    type: 'request-supplement',
    taskId: null,
    missing: ['title'],
    reason: content('why'),
  });
  play.until(at('04T09:00'));
  play.do(receptionist, {
    type: 'receive-supplement',
    documents: [{ id: 'asked late-title', rule: 'title', digest: 'd'.repeat(64) }],
  });
  play.until(at('04T10:00'));
  play.do(receptionist, { type: 'accept' });
  await recordPlay({ api, worker }, play);
});
afterAll(async () => {
  for (const each of [api, worker, owner]) await each.close();
  await drop();
});

test('the late answer stays in the list, though the one after the documents came in time', async () => {
  const { items } = await listBreaches(owner, { now: at('05T08:00') });
  expect(items.map(({ clock, dueAt, stoppedAt }) => [clock, dueAt, stoppedAt])).toEqual([
    ['response', at('03T08:00'), at('03T11:00')],
  ]);
});

test('reports count both as answers of the counter', async () => {
  const period = { from: at('01T00:00'), until: at('20T00:00') };
  const [row] = await punctuality(owner, {
    ...period,
    now: period.until,
    by: 'agency',
    work: 'responses',
    ownOnly: false,
  });
  expect(row?.present).toMatchObject({ onTime: 1, late: 1 });
  const months = await workByMonth(owner, AGENCIES.counter, period.from, period.until);
  expect(months).toMatchObject([{ work: 'responses', onTime: 1, late: 1 }]);
});
