import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { freshDatabase } from '../../test/support/postgres.ts';
import { type Database, openDatabase } from './client.ts';
import { listenTo } from './listening.ts';

let listening: Database;
let other: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  listening = openDatabase(fresh.url, { role: 'motcua_worker' });
  other = openDatabase(fresh.url, { role: null });
});
afterAll(async () => {
  await Promise.all([listening.close(), other.close()]);
  await drop();
});

/** Ends the connection whose last query looks so. @returns how many were ended */
async function endBackend(like: string): Promise<number> {
  const { rows } = await other.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1`,
    [like],
  );
  return rows.length;
}

test('hears, says once that the connection broke, and may be ended any number of times', async () => {
  const heard: string[] = [];
  const lost = vi.fn();
  const listener = await listenTo(listening, {
    channels: ['quiet', 'news'],
    heard: (payload) => heard.push(payload),
    lost,
  });
  await other.pool.query(`NOTIFY news, 'one'`);
  await expect.poll(() => heard).toEqual(['one']);
  expect(await endBackend('LISTEN news%')).toBe(1);
  await expect.poll(() => lost).toHaveBeenCalledOnce();
  listener.end();
  listener.end();
  expect(listening.pool.totalCount).toBe(0);
});

test('whoever ended it is not told that it is lost', async () => {
  const lost = vi.fn();
  const listener = await listenTo(listening, { channels: ['news'], heard: vi.fn(), lost });
  listener.end();
  await expect.poll(() => listening.pool.totalCount).toBe(0);
  expect(lost).not.toHaveBeenCalled();
});

test('a connection that breaks before it hears is an error for the caller alone', async () => {
  const lost = vi.fn();
  // A second statement in the place of a name holds the beginning up.
  const beginning = listenTo(listening, {
    channels: ['slow; SELECT pg_sleep(20)'],
    heard: vi.fn(),
    lost,
  });
  const failed = expect(beginning).rejects.toThrow(/terminat/);
  await expect.poll(() => endBackend('LISTEN slow%')).toBe(1);
  await failed;
  expect(lost).not.toHaveBeenCalled();
  expect(listening.pool.totalCount).toBe(0);
});
