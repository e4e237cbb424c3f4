/** The folder of an installation (DATA_DIR): who may use it, what was made there, and how it is thrown away. */
import { randomBytes } from 'node:crypto';
import {
  access,
  constants,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Lock, startOf, tryLock } from './lock-file.ts';
import { SHARED_ROOM } from './shared-room.ts';

/** What one line on the terminal can say; shown without a stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly temporal: string;
  readonly documents: string;
  readonly logs: string;
}

/** Made once for an installation; kept from others by file mode. */
export interface Secrets {
  readonly databasePassword: string;
}

/** What runs now, for the commands that work beside it and for a start after a crash. */
export interface Running {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly url: string;
  readonly processes: readonly { readonly name: string; readonly pid: number; readonly started: string }[];
}

/** Everything that a start makes in the folder, and so everything that `--reset` takes away. */
const OURS = [
  'postgres',
  'postgres.making',
  'postgres.password',
  'temporal.db',
  'temporal.db-wal',
  'temporal.db-shm',
  'temporal.db.making',
  'documents',
  'keys',
  'logs',
  'outside',
] as const;
/** Made by `npm run certificates` too, before any start. */
const TEST_AUTHORITY = ['certificates', 'certificates.making'];
/** Written before anything else, so that its presence says whose the rest is. */
const MARK = 'secrets.json';
/** PostgreSQL's write-ahead log alone takes this much within the first hours. */
const ROOM_NEEDED = 300 * 1024 * 1024;
const LOG_KEPT = 10 * 1024 * 1024;

/** @throws StartProblem when the folder cannot be written, holds what is not ours, or the disk is full. */
export async function openDataFolder(given: string): Promise<DataFolder> {
  const path = resolve(given);
  const folder: DataFolder = {
    path,
    postgres: join(path, 'postgres'),
    temporal: join(path, 'temporal.db'),
    documents: join(path, 'documents'),
    logs: join(path, 'logs'),
  };
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartProblem(`DATA_DIR ${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
  const there = await readdir(path);
  const stranger = OURS.find((name) => there.includes(name));
  if (stranger !== undefined && !there.includes(MARK)) {
    throw new StartProblem(
      `DATA_DIR ${path} holds a \`${stranger}\` that is not ours: choose an empty folder.`,
    );
  }
  const { bavail, bsize } = await statfs(path);
  if (bavail * bsize < ROOM_NEEDED) {
    const left = Math.floor((bavail * bsize) / 1024 / 1024);
    throw new StartProblem(`The disk of DATA_DIR ${path} is full: ${left} MB are left, 300 MB are needed.`);
  }
  return folder;
}

/** @throws StartProblem when another start uses the folder. */
export async function lockDataFolder(folder: DataFolder): Promise<Lock> {
  const lock = await tryLock(join(folder.path, 'lock'));
  if ('heldBy' in lock) {
    throw new StartProblem(
      `DATA_DIR ${folder.path} is in use by process ${lock.heldBy}: stop that one, or set another DATA_DIR and PORT.`,
    );
  }
  return lock;
}

/** Takes away what starts made here, and nothing else that may lie in the folder. */
export async function resetDataFolder(folder: DataFolder): Promise<void> {
  const link = await readlink(folder.postgres).catch(() => null);
  if (link !== null && !link.startsWith(SHARED_ROOM)) {
    throw new StartProblem(`${folder.postgres} is a link to ${link}: take that away yourself, then reset.`);
  }
  if (link !== null) await rm(dirname(link), { recursive: true, force: true });
  for (const name of [...OURS, ...TEST_AUTHORITY, 'running.json', MARK]) {
    await rm(join(folder.path, name), { recursive: true, force: true });
  }
}

/** The installation's secrets, and the folders beside them; made on the first start. */
export async function prepareDataFolder(folder: DataFolder): Promise<Secrets> {
  const file = join(folder.path, MARK);
  const kept = await readFile(file, 'utf8').catch(() => null);
  const secrets: Secrets =
    kept !== null
      ? (JSON.parse(kept) as Secrets)
      : { databasePassword: randomBytes(18).toString('base64url') };
  if (kept === null) await writeWhole(file, secrets);
  await mkdir(folder.documents, { recursive: true });
  await mkdir(folder.logs, { recursive: true });
  await turnLogs(folder);
  return secrets;
}

export async function noteRunning(folder: DataFolder, running: Omit<Running, 'processes'>, pids: Pids) {
  const processes = [...pids].map(([name, pid]) => ({ name, pid, started: startOf(pid) ?? '' }));
  await writeWhole(join(folder.path, 'running.json'), { ...running, processes });
}

export async function noteStopped(folder: DataFolder): Promise<void> {
  await rm(join(folder.path, 'running.json'), { force: true });
}

export async function readRunning(path: string): Promise<Running | null> {
  try {
    return JSON.parse(await readFile(join(resolve(path), 'running.json'), 'utf8')) as Running;
  } catch {
    return null;
  }
}

/** Ends what an earlier start left running when it, and its guard, were killed. Gives the names of what it ended. */
export async function endLeftovers(folder: DataFolder): Promise<string[]> {
  const running = await readRunning(folder.path);
  const ended: string[] = [];
  for (const { name, pid, started } of running?.processes ?? []) {
    if (started === '' || startOf(pid) !== started) continue;
    process.kill(pid, name === 'PostgreSQL' ? 'SIGINT' : 'SIGTERM');
    const deadline = Date.now() + 10_000;
    while (startOf(pid) === started) {
      if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
      await new Promise((again) => setTimeout(again, 50));
    }
    ended.push(name);
  }
  await noteStopped(folder);
  return ended;
}

/** Logs grow without end otherwise: at a start, a big one makes room for a new one. */
async function turnLogs(folder: DataFolder): Promise<void> {
  for (const name of (await readdir(folder.logs)).filter((each) => each.endsWith('.log'))) {
    const file = join(folder.logs, name);
    if ((await stat(file)).size > LOG_KEPT) await rename(file, `${file}.1`);
  }
}

export type Pids = ReadonlyMap<string, number>;

async function writeWhole(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
