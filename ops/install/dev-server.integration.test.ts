import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder, environmentWith } from '../../config/environment.ts';
import { findTemporalCli } from './cli.ts';
import { type DevServer, type DevServerOptions, startDevServer } from './dev-server.ts';

let folder: string;
let servers: DevServer[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-dev-server-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(given: Partial<DevServerOptions> = {}): Promise<DevServer> {
  const environment = environmentWith();
  const server = await startDevServer({
    binary: await findTemporalCli({ path: null, cacheDir: cacheFolder(), environment, say: () => undefined }),
    dbFile: join(folder, 'temporal.db'),
    namespace: 'motcua',
    searchAttributes: ['MotcuaKind'],
    logFile: join(folder, 'temporal.log'),
    ...given,
  });
  servers.push(server);
  return server;
}

async function withClient<T>(server: DevServer, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Client({ connection, namespace: 'motcua' }));
  } finally {
    await connection.close();
  }
}

test('shows its pages elsewhere where their port was taken since it was found free', async () => {
  const other = createServer();
  const uiPort = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port));
  });
  const server = await start({ uiPort });
  other.close();
  expect(server.uiUrl).not.toContain(String(uiPort));
  expect((await fetch(server.uiUrl ?? '')).status).toBe(200);
});

test('what was started before a stop is there after the next start, with its search attributes', async () => {
  const workflowId = randomUUID();
  const first = await start();
  await withClient(first, (client) =>
    client.workflow.start('later', {
      workflowId,
      taskQueue: 'nobody',
      searchAttributes: { MotcuaKind: ['dossier'] },
    }),
  );
  await first.stop();
  const second = await start();
  const found = await withClient(second, (client) => client.workflow.getHandle(workflowId).describe());
  expect(found.status.name).toBe('RUNNING');
});

test('a server whose first start was cut short begins anew, and only that one', async () => {
  const dbFile = join(folder, 'temporal.db');
  await writeFile(dbFile, '');
  await expect(start()).rejects.toThrow(/^The Temporal server did not start/);
  await writeFile(`${dbFile}.making`, '');
  await (await start()).stop();
  expect(await readdir(folder)).not.toContain('temporal.db.making');
});

test('a server that is killed says so in one sentence', async () => {
  const server = await start({ dbFile: null });
  process.kill(server.pid, 'SIGKILL');
  expect(await server.died).toMatch(/^The Temporal server ended by itself \(SIGKILL\).*temporal\.log/);
});

test('a server whose port is taken says so in one sentence', async () => {
  const first = await start({ dbFile: null });
  const port = Number(first.address.split(':')[1]);
  await expect(start({ dbFile: null, port })).rejects.toThrow(
    `The Temporal server did not start: port ${port} is taken by another program.`,
  );
});

test('a server that cannot use its file says why', async () => {
  await expect(start({ dbFile: join(folder, 'no', 'such', 'folder.db') })).rejects.toThrow(
    /^The Temporal server did not start \(code 1\): .*(no such file|unable to open)/i,
  );
});
