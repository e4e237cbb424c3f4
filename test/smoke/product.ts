/** A clone of the product, started as its operator starts it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentWith, withoutTemporal } from '../../config/environment.ts';
import { PROJECT } from '../../ops/install/node-part.ts';
import { SHARED_ROOM } from '../../ops/install/shared-room.ts';

const STOP_MS = 60_000;

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Clone {
  readonly path: string;
  /** Its DATA_DIR. */
  readonly data: string;
  readonly port: number;
  /** Who runs it; null: whoever runs the test. */
  readonly account: Account | null;
  readonly environment: Readonly<Record<string, string | null>>;
}

export interface Launched {
  readonly child: ChildProcess;
  /** Everything that it said, until now. */
  said(): string;
  readonly exited: Promise<number | null>;
}

export interface Started {
  said(): string;
  /** Everything that it said. */
  end(signal: NodeJS.Signals): Promise<string>;
}

/** Of what is committed here, with packages of its own: a link to ours would lead to where ours can be reached. */
export function makeClone(path: string, account: Account | null): void {
  execFileSync('git', ['clone', '--quiet', PROJECT, path]);
  if (account !== null) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, path]);
  const packages = join(path, 'node_modules');
  const copy = (how: string) =>
    execFileSync('cp', [how, join(PROJECT, 'node_modules'), packages], { stdio: 'ignore' });
  try {
    copy('-al');
  } catch {
    // On another disk, or a system whose `cp` makes no hard links.
    rmSync(packages, { recursive: true, force: true });
    copy('-a');
  }
  // The folders alone: a file is one with ours.
  if (account !== null)
    execFileSync('find', [
      packages,
      '-type',
      'd',
      '-exec',
      'chown',
      `${account.uid}:${account.gid}`,
      '{}',
      '+',
    ]);
}

export function environmentOf({ data, port, environment }: Clone): NodeJS.ProcessEnv {
  const own = { PORT: String(port), DATA_DIR: data, DATABASE_URL: null, NO_COLOR: '1' };
  return environmentWith({ ...withoutTemporal(), ...own, ...environment }) as NodeJS.ProcessEnv;
}

export function launch(clone: Clone): Launched {
  // A group of its own, as a terminal makes one: Ctrl-C reaches npm, its shell and the start alike.
  const child = spawn('npm', ['start'], {
    ...clone.account,
    cwd: clone.path,
    env: environmentOf(clone),
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more: string) => {
      output += more;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said: () => output, exited };
}

/** Waits until it says so. */
export async function startThere(clone: Clone, ready: string, within: number): Promise<Started> {
  const { child, said, exited } = launch(clone);
  const deadline = Date.now() + within;
  let over = false;
  exited.then(() => {
    over = true;
  });
  while (!said().includes(ready)) {
    if (over || Date.now() > deadline) throw new Error(`it did not start:\n${said()}`);
    await pause(200);
  }
  return {
    said,
    async end(signal) {
      process.kill(-(child.pid ?? 0), signal);
      const late = pause(STOP_MS).then(() => {
        throw new Error(`it did not end within ${STOP_MS / 1000} s:\n${said()}`);
      });
      await Promise.race([exited, late]);
      return said();
    },
  };
}

/** Where the database really lies, which may be elsewhere than in DATA_DIR. */
export function databaseFolder({ data }: Clone): string {
  return realpathSync(join(data, 'postgres'));
}

/** What lies outside the clone's own folder is taken away by nobody else. */
export function forgetDatabase(clone: Clone): void {
  try {
    const folder = databaseFolder(clone);
    if (folder.startsWith(SHARED_ROOM)) rmSync(dirname(folder), { recursive: true, force: true });
  } catch {
    // It was never made.
  }
}

/** Whatever runs of it, by its command line. */
export function processesOf(...paths: readonly string[]): string[] {
  return commandLines().filter((line) => paths.some((path) => line.includes(path)));
}

function commandLines(): string[] {
  if (process.platform !== 'linux')
    return execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
