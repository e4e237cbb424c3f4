/** Events that are recorded beside each other: none may be passed by, whoever ends first. */
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FeedCall } from '../../contracts/temporal/webhooks.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { lonelyPostgres } from '../../test/support/postgres-server.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { letWait, nextEvents, passTo, wakeFeeds } from './feeds.ts';

const FEED: FeedCall = { province: 'hue' as ProvinceId, name: 'test' };

let owner: Database;
let worker: Database;
let server: Awaited<ReturnType<typeof lonelyPostgres>>;

beforeAll(async () => {
  server = await lonelyPostgres();
  const fresh = await freshDatabase(server.url);
  owner = openDatabase(fresh.url, { role: null });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  await owner.sql.query(`INSERT INTO users (id, province, name) VALUES ('quan', 'hue', 'Quản trị')`);
  await owner.sql.query(
    `INSERT INTO webhooks (province, name, url, secrets, created_by) VALUES ('hue', 'test', 'https://x.vn', '{x}', 'quan')`,
  );
  await owner.sql.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel, counter,
       owner, agencies, filed_at, version, head_hash, state)
     SELECT id, id, kind, province, 'p', 1, '', '', '', '', '', owner, ARRAY[owner, 'hue.counter'], now(), 1, '', '{}'
     FROM (VALUES ('a', 'dossier', 'hue', 'hue.office'), ('b', 'complaint', 'hue', 'hue.office'), ('c', 'dossier', 'mau', 'mau.office'))
       AS c (id, kind, province, owner)`,
  );
});
afterAll(async () => {
  await owner.close();
  await worker.close();
  await server.stop();
});
beforeEach(async () => {
  await owner.sql.query('DELETE FROM webhook_feeds');
  await subscribe({});
  await look();
  const { rows } = await owner.sql.query('SELECT position::float8 AS position FROM event_horizon');
  await owner.sql.query('UPDATE webhook_feeds SET position = $1, waits = true', [rows[0].position]);
});

async function subscribe(filter: {
  kinds?: string[];
  procedures?: string[];
  agencies?: string[];
}): Promise<void> {
  await owner.sql.query(
    `INSERT INTO webhook_feeds (province, name, events, kinds, procedures, agencies, position)
     VALUES ('hue', 'test', '{case-filed}', $1, $2, $3, 0) ON CONFLICT (province, name) DO UPDATE SET kinds = $1, procedures = $2, agencies = $3`,
    [filter.kinds ?? null, filter.procedures ?? null, filter.agencies ?? null],
  );
}

/** As a poller does; gives whom it would begin. */
async function look(): Promise<{ begun: string[]; isCertain: boolean }> {
  const begun: string[] = [];
  const { isCertain } = await wakeFeeds(worker, async ({ name }) => void begun.push(name));
  return { begun, isCertain };
}

let seq = 0;
async function recorded(by: Pick<PoolClient, 'query'>, caseId = 'a', type = 'case-filed'): Promise<number> {
  seq += 1;
  // As with a transition, the case is written first.
  await by.query('UPDATE cases SET version = version WHERE id = $1', [caseId]);
  const { rows } = await by.query(
    `INSERT INTO events (case_id, seq, at, type, by, order_id, body, previous_hash, hash)
     VALUES ($1, $2, now(), $3, 'x', 'x', '{}', '', '') RETURNING position::float8 AS position`,
    [caseId, seq, type],
  );
  return rows[0].position;
}

const waitingFor = async () =>
  (await nextEvents(worker.pool, FEED, 100))?.events.map(({ position }) => position);

test('what is recorded is handed over at the next look', async () => {
  const position = await recorded(owner.pool);
  expect(await look()).toEqual({ begun: ['test'], isCertain: true });
  expect(await waitingFor()).toEqual([position]);
});

test('a transaction that began earlier and ends later keeps what came after it waiting, and nothing is left out', async () => {
  const slow = await owner.pool.connect();
  await slow.query('BEGIN');
  const first = await recorded(slow, 'a');
  const second = await recorded(owner.pool, 'b');
  expect(await look()).toEqual({ begun: [], isCertain: false });
  expect(await waitingFor()).toEqual([]);
  await slow.query('COMMIT');
  slow.release();
  expect(await look()).toEqual({ begun: ['test'], isCertain: true });
  expect(await waitingFor()).toEqual([first, second]);
});

test('one who writes while nobody else does is waited for too', async () => {
  const slow = await owner.pool.connect();
  await slow.query('BEGIN');
  const first = await recorded(slow);
  for (const _ of [1, 2, 3]) expect(await look()).toEqual({ begun: [], isCertain: false });
  await slow.query('COMMIT');
  slow.release();
  expect((await look()).begun).toEqual(['test']);
  expect(await waitingFor()).toEqual([first]);
});

test('under a load that never ends, what is certain moves on all the same', async () => {
  const writers = [await owner.pool.connect(), await owner.pool.connect()];
  const written: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const [writer, other] = n % 2 === 0 ? writers : [...writers].reverse();
    await writer?.query('BEGIN');
    written.push(await recorded(writer ?? owner.pool, n % 2 === 0 ? 'a' : 'b'));
    await look();
    if (n > 0) await other?.query(n % 6 === 1 ? 'ROLLBACK' : 'COMMIT');
    if (n % 6 === 1) written.splice(-2, 1);
    await look();
    const seen = (await waitingFor()) ?? [];
    expect(seen).toEqual(written.slice(0, seen.length));
    await owner.sql.query('UPDATE webhook_feeds SET waits = true');
    // All but the one at work, and those that ended since it began.
    expect(seen.length).toBeGreaterThanOrEqual(written.length - 3);
  }
  for (const writer of writers) {
    await writer.query('COMMIT');
    writer.release();
  }
});

test('what is of no interest is passed by and wakes nobody; what a filter names is not', async () => {
  await recorded(owner.pool, 'a', 'note-added');
  await recorded(owner.pool, 'c');
  expect((await look()).begun).toEqual([]);
  const { rows } = await owner.sql.query(
    'SELECT f.position = h.position AS "hasPassed" FROM webhook_feeds f, event_horizon h',
  );
  expect(rows).toEqual([{ hasPassed: true }]);
  const dossier = await recorded(owner.pool, 'a');
  const complaint = await recorded(owner.pool, 'b');
  await look();
  await subscribe({ kinds: ['complaint'] });
  expect(await waitingFor()).toEqual([complaint]);
  await subscribe({ agencies: ['hue.counter'] });
  expect(await waitingFor()).toEqual([dossier, complaint]);
  await subscribe({ agencies: ['mau.office'] });
  expect(await waitingFor()).toEqual([]);
  await subscribe({ procedures: ['q'] });
  expect(await waitingFor()).toEqual([]);
});

test('who is at it already is not begun again; when it has ended, it is', async () => {
  await recorded(owner.pool);
  expect((await look()).begun).toEqual(['test']);
  await recorded(owner.pool);
  expect((await look()).begun).toEqual([]);
  await letWait(worker.pool, FEED);
  expect((await look()).begun).toEqual(['test']);
});

test('a beginning that fails is tried again', async () => {
  await recorded(owner.pool);
  const failing = wakeFeeds(worker, () => Promise.reject(new Error('Temporal is away')));
  await expect(failing).rejects.toThrow('away');
  expect((await look()).begun).toEqual(['test']);
});

test('two that hand over at the same time do not both move it on', async () => {
  await recorded(owner.pool);
  await look();
  const next = await nextEvents(worker.pool, FEED, 10);
  expect(await passTo(worker.pool, FEED, next?.from ?? 0, next?.upTo ?? 0)).toBe(true);
  expect(await passTo(worker.pool, FEED, next?.from ?? 0, next?.upTo ?? 0)).toBe(false);
});

test('a year of events is looked through in turns, and none of them reads more than a part', async () => {
  await owner.sql.query(
    `INSERT INTO events (case_id, seq, at, type, by, order_id, body, previous_hash, hash)
     SELECT 'a', 1000000 + n, now() - n * interval '20 seconds', 'note-added', 'x', 'x', '{}', '', '' FROM generate_series(1, 30000) n`,
  );
  const last = await recorded(owner.pool);
  await letWait(worker.pool, FEED);
  let turns = 0;
  for (await look(); (await waitingFor())?.[0] !== last; turns += 1) {
    const next = await nextEvents(worker.pool, FEED, 10);
    expect(next?.isAll).toBe(false);
    await passTo(worker.pool, FEED, next?.from ?? 0, next?.upTo ?? 0);
  }
  expect(turns).toBe(3);
});
