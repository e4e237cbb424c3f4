import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChains } from '../../db/core/audit.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { startTestServer } from '../../test/support/server.ts';
import { publishDefinitions } from '../definitions/definitions.ts';
import { PROJECT } from '../install/node-part.ts';
import { importHistory } from './history.ts';
import { fileOpenCases } from './open-cases.ts';

let engine: Engine;
let server: Awaited<ReturnType<typeof startTestServer>>;
let dataDir: string;
let databaseUrl: string;

beforeAll(async () => {
  engine = await startEngine();
  databaseUrl = engine.settings.databaseUrl ?? '';
  await publishDefinitions(databaseUrl, join(PROJECT, 'procedures'), true);
  dataDir = mkdtempSync(join(tmpdir(), 'motcua-demo-'));
  server = await startTestServer({
    settings: { ...engine.settings, port: 0, dataDir },
    keys: engine.keys,
    logger: pino({ level: 'silent' }),
    taskQueue: engine.taskQueue,
  });
});
afterAll(async () => {
  await server.close();
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const counted = async (text: string) => (await engine.owner.pool.query<{ n: number }>(text)).rows[0]?.n;
const record = () =>
  counted(
    'SELECT (SELECT count(*) FROM events)::int + (SELECT count(*) FROM text_contents)::int + (SELECT count(*) FROM cases)::int AS n',
  );

test('the past month is there after the first start, and a second start adds nothing', async () => {
  const reported: number[] = [];
  const first = await importHistory(databaseUrl, (done) => reported.push(done));
  expect(first).toBeGreaterThanOrEqual(150);
  expect(reported.at(-1)).toBe(first);
  expect(await counted(`SELECT count(*)::int AS n FROM cases WHERE imported = 1 AND status = 'closed'`)).toBe(
    first,
  );
  expect(
    await counted(
      `SELECT count(*)::int AS n FROM cases WHERE closed_at > now() - interval '35 days' AND province = 'hue'`,
    ),
  ).toBeGreaterThan(100);
  expect(await counted('SELECT count(DISTINCT procedure)::int AS n FROM cases')).toBeGreaterThanOrEqual(25);
  // There is something for everybody to read, and somewhere on the map.
  expect(
    await counted('SELECT count(*)::int AS n FROM publications WHERE shown AND place IS NOT NULL'),
  ).toBeGreaterThan(20);
  const before = await record();
  expect(await importHistory(databaseUrl)).toBe(0);
  expect(await record()).toBe(before);
  expect((await verifyChains(engine.owner)).problems).toEqual([]);
});

test('its lists are late where its histories say so, and nowhere else', async () => {
  const { rows: events } = await engine.owner.pool.query<{ case_id: string; body: CaseEvent }>(
    'SELECT e.case_id, e.body FROM events e JOIN cases c ON c.id = e.case_id WHERE c.imported = 1 ORDER BY e.case_id, e.seq',
  );
  const late = new Set<string>();
  let judged = 0;
  for (const { case_id, body } of events)
    for (const [clock, { dueAt }] of Object.entries(body.judged ?? {})) {
      judged += 1;
      if (dueAt !== null && dueAt < body.at) late.add(`${case_id} ${clock}`);
    }
  const { rows: listed } = await engine.owner.pool.query<{ clock: string }>(
    `SELECT k.case_id || ' ' || k.id AS clock FROM clocks k JOIN cases c ON c.id = k.case_id
     WHERE c.imported = 1 AND k.stopped_at > k.due_at`,
  );
  expect(judged).toBeGreaterThan(500);
  expect(late.size).toBeGreaterThan(5);
  expect(new Set(listed.map(({ clock }) => clock))).toEqual(late);
});

test('open cases stand at many steps of many procedures, and a second start leaves them as they are', async () => {
  const reported: number[] = [];
  expect(await fileOpenCases(server.url, (done) => reported.push(done))).toBe(40);
  expect(reported.at(-1)).toBe(40);
  const open = `FROM cases WHERE imported = 0 AND status <> 'closed'`;
  expect(await counted(`SELECT count(*)::int AS n ${open}`)).toBe(40);
  expect(await counted(`SELECT count(DISTINCT procedure)::int AS n ${open}`)).toBeGreaterThanOrEqual(20);
  expect(await counted(`SELECT count(DISTINCT status)::int AS n ${open}`)).toBeGreaterThanOrEqual(4);
  expect(
    await counted('SELECT count(*)::int AS n FROM tasks WHERE closed_at IS NULL AND assignee IS NOT NULL'),
  ).toBeGreaterThan(5);
  expect(
    await counted('SELECT count(*)::int AS n FROM tasks WHERE closed_at IS NULL AND assignee IS NULL'),
  ).toBeGreaterThan(5);
  const before = await record();
  expect(await fileOpenCases(server.url)).toBe(0);
  expect(await record()).toBe(before);
  expect((await verifyChains(engine.owner)).problems).toEqual([]);
});
