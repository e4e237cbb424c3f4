import { chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.ts';
import { startOf } from './lock-file.ts';

let folder: string;
let servers: EmbeddedPostgres[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-postgres-'));
  await chmod(folder, 0o755);
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(given: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: 'ba lô/mật',
    logFile: join(folder, 'postgres.log'),
    ...given,
  });
  servers.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed before the server was killed is there after the next start', async () => {
  const first = await start();
  await ask(first, `create table kept as select 'một cửa' as content`);
  process.kill(first.pid, 'SIGKILL');
  expect(await first.died).toMatch(/^PostgreSQL ended by itself \(SIGKILL\)/);
  const second = await start();
  expect(await ask(second, 'select content from kept')).toEqual([{ content: 'một cửa' }]);
});

test('a server that outlived its start ends before the next one begins', async () => {
  const first = await start();
  const second = await start();
  expect(startOf(first.pid)).toBeNull();
  expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a lock file with the pid of some other process does not stop the server', async () => {
  const first = await start();
  const lock = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8');
  await first.stop();
  await writeFile(join(folder, 'postgres', 'postmaster.pid'), lock.replace(/^\d+/, String(process.ppid)));
  await ask(await start(), 'select 1');
});

test('only who knows the password comes in', async () => {
  const server = await start();
  const client = new pg.Client({ connectionString: server.url.replace(/:[^:@]+@/, ':wrong@') });
  await expect(client.connect()).rejects.toThrow('password authentication failed');
});

test('a server whose port is taken says so in one sentence', async () => {
  const first = await start();
  const port = Number(new URL(first.url).port);
  const second = start({ dir: join(folder, 'second'), port });
  await expect(second).rejects.toThrow(`PostgreSQL did not start: port ${port} is taken by another program.`);
});

test('a server whose files are damaged says why', async () => {
  await (await start()).stop();
  await writeFile(join(folder, 'postgres', 'postgresql.conf'), 'no such setting');
  await expect(start()).rejects.toThrow(
    /^PostgreSQL did not start \(code 1\): .*postgresql\.conf.* contains errors/,
  );
});

test('a folder whose making was cut short is made anew', async () => {
  await (await start()).stop();
  const made = join(folder, 'postgres');
  await rm(join(made, 'global'), { recursive: true });
  await rename(made, `${made}.making`);
  expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
  expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres.log']);
});
