import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { CaseId } from '../domain/ids.ts';
import { instant } from '../domain/time/instant.ts';
import { freshDatabase } from '../test/support/postgres.ts';
import { playCase, recordPlay } from '../test/support/record-cases.ts';
import { AGENCIES, definitionOf, POTHOLE_YAML } from '../test/support/sample-definitions.ts';
import { type Database, openDatabase } from './client.ts';
import { type CaseMoved, followCases } from './follow.ts';

let api: Database;
let worker: Database;
let owner: Database;
let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase(inject('databaseUrl')));
  api = openDatabase(url, { role: 'motcua_api' });
  worker = openDatabase(url, { role: 'motcua_worker' });
  owner = openDatabase(url, { role: null });
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()]);
  await drop();
});

test('who follows is told of every case that moves, also after the connection broke', async () => {
  const moved: CaseMoved[] = [];
  let gaps = 0;
  const follower = followCases(url, { onMoved: (each) => moved.push(each), onGap: () => (gaps += 1) });
  const listening = () =>
    owner.sql.query(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'motcua follow' AND datname = current_database() AND query LIKE 'LISTEN%'`,
    );
  const isListening = async () => expect((await listening()).rowCount).toBe(1);
  const file = async (caseId: string) => {
    const at = instant('2026-03-02T08:00:00+07:00');
    const change = { caseId: caseId as CaseId };
    await recordPlay(
      { api, worker },
      await playCase({ api, worker }, definitionOf(POTHOLE_YAML), at, change),
    );
  };
  await vi.waitFor(isListening, 5_000);
  await file('f1');
  await vi.waitFor(() => expect(moved).toMatchObject([{ case: 'f1', version: 1, province: 'hue' }]), 5_000);
  expect(moved[0]?.agencies).toContain(AGENCIES.owner);
  await owner.sql.query('SELECT pg_terminate_backend($1)', [(await listening()).rows[0]?.pid]);
  await vi.waitFor(() => expect(gaps).toBe(1), 5_000);
  await file('f2');
  await vi.waitFor(() => expect(moved.map((each) => each.case)).toEqual(['f1', 'f2']), 5_000);
  await follower.close();
});
