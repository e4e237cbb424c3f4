/** On the newest Node that is supported, as an account without any rights but to its own home. */
import {
  chmodSync,
  chownSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheFolder, environmentWith } from '../../config/environment.ts';
import { readSettings } from '../../config/settings.ts';
import { findTemporalCli } from '../../ops/install/cli.ts';
import { freePort } from '../../ops/install/free-port.ts';
import { nodeRelease } from '../../ops/install/node-release.ts';
import { Office } from '../support/office.ts';
import {
  type Account,
  type Clone,
  databaseFolder,
  makeClone,
  processesOf,
  type Started,
  startThere,
} from './product.ts';

const NODE = 24;
const START_MS = 10 * 60_000;

const folder = mkdtempSync(join(tmpdir(), 'motcua-smoke-'));
/** Only root can start something as somebody else; anybody else is an ordinary account already. */
const account: Account | null = process.getuid?.() === 0 ? nobody() : null;
let clone: Clone;
let running: Started | null = null;

beforeAll(async () => {
  const home = join(folder, 'home');
  const programs = join(folder, 'bin');
  chmodSync(folder, 0o755);
  for (const each of [home, programs]) mkdirSync(each);
  if (account !== null) chownSync(home, account.uid, account.gid);
  chmodSync(home, 0o700);
  const node = await nodeRelease(NODE);
  const temporal = await findTemporalCli({
    path: readSettings().temporalCliPath,
    cacheDir: cacheFolder(),
    environment: environmentWith(),
    say: (line) => console.log(line),
  });
  // Ours lie in a home that the account cannot enter.
  place(node, join(programs, 'node'));
  place(temporal, join(programs, 'temporal'));
  const path = join(folder, 'clone');
  makeClone(path, account);
  clone = {
    path,
    data: join(home, 'data'),
    port: await freePort(),
    account,
    environment: {
      HOME: home,
      XDG_CACHE_HOME: null,
      XDG_CONFIG_HOME: null,
      TEMPORAL_CLI_PATH: null,
      PATH: `${programs}:${environmentWith().PATH}`,
      npm_config_cache: null,
      npm_config_userconfig: null,
    },
  };
  // The demonstration's forty open cases may come in while a forty-first is worked on.
  running = await startThere(clone, 'Demonstration cases ', START_MS);
});

afterAll(async () => {
  if (running) await running.end('SIGINT');
  rmSync(folder, { recursive: true, force: true });
});

test('it runs by that Node, and its database is its own', async () => {
  expect(
    processesOf(`${join(folder, 'bin', 'node')} --import tsx ${join(clone.path, 'server.ts')}`),
  ).toHaveLength(1);
  expect(databaseFolder(clone)).toBe(join(clone.data, 'postgres'));
});

test('a dossier goes from its filing to its end', async () => {
  const office = new Office(`http://localhost:${clone.port}`);
  await office.open();
  const procedure = (await office.procedures()).find(({ kind }) => kind === 'dossier');
  if (!procedure) throw new Error('no dossier procedure is published');
  const { id } = await office.file(procedure);
  expect(await office.driveToEnd(id)).toMatchObject({ status: 'closed' });
});

test('Ctrl-C stops everything and leaves no process behind', async () => {
  expect(await running?.end('SIGINT')).toContain('Stopped; the data are kept.');
  running = null;
  expect(processesOf(`${folder}/`)).toEqual([]);
});

function place(program: string, as: string): void {
  try {
    linkSync(program, as);
  } catch {
    copyFileSync(program, as);
  }
}

function nobody(): Account {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'));
  const [, , uid, gid] = entry?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('There is no account `nobody` to try it as.');
  return { uid: Number(uid), gid: Number(gid) };
}
