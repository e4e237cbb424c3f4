import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';

/** Who holds a lock. The start instant tells a living holder from a stranger that was given the same pid. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly started: string;
  readonly released: boolean;
}

export interface Lock {
  release(): Promise<void>;
}

/** How often a holder shows that it lives, to those on another host who cannot see its process. */
const HEARTBEAT_MS = 5_000;
const SILENT_MS = 30_000;

/**
 * Takes the lock, or says whose it is. A lock whose process has ended is stale and is taken over; so is one of
 * another host (a container that is gone) that has been silent for half a minute.
 *
 * Each holding is a file of its own, numbered upwards, and the highest is the lock: so of two that find the same stale
 * one, only one can make the next. That is why the last file stays, marked, after a release.
 */
export async function tryLock(file: string): Promise<Lock | { readonly heldBy: number }> {
  await mkdir(dirname(file), { recursive: true });
  const mine: Holder = {
    host: hostname(),
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    released: false,
  };
  for (;;) {
    const last = (await numbers(file)).at(-1) ?? 0;
    const holder = await readHolder(`${file}.${last}`);
    if (holder && !holder.released && lives(`${file}.${last}`, holder)) return { heldBy: holder.pid };
    const own = `${file}.${last + 1}`;
    if (!(await create(own, mine))) continue;
    const all = await numbers(file);
    if (all.at(-1) === last + 1) {
      for (const old of all.slice(0, -1)) await rm(`${file}.${old}`, { force: true });
      return held(own, mine);
    }
    await rm(own, { force: true });
  }
}

/** Waits its turn; `waiting` is told whose turn it is, once. */
export async function waitForLock(file: string, waiting: (pid: number) => void): Promise<Lock> {
  let reported = false;
  for (;;) {
    const lock = await tryLock(file);
    if (!('heldBy' in lock)) return lock;
    if (!reported) waiting(lock.heldBy);
    reported = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function numbers(file: string): Promise<number[]> {
  const start = `${basename(file)}.`;
  return (await readdir(dirname(file)))
    .filter((name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
    .sort((a, b) => a - b);
}

/** False when it is there already. A link appears whole or not at all: nobody ever reads half a lock. */
async function create(file: string, holder: Holder): Promise<boolean> {
  const draft = await writeDraft(file, holder);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(file: string, holder: Holder): Promise<string> {
  const draft = `${file}.draft-${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  return draft;
}

function held(file: string, mine: Holder): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      const marked = await writeDraft(file, { ...mine, released: true });
      const stillOurs = statSync(file, { throwIfNoEntry: false }) !== undefined;
      await (stillOurs ? rename(marked, file) : rm(marked, { force: true }));
    },
  };
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function lives(file: string, holder: Holder): boolean {
  if (holder.host !== hostname()) {
    const seen = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - seen < SILENT_MS;
  }
  const started = startOf(holder.pid);
  return started !== null && started === holder.started;
}

/** When a process began, in whatever form the system tells it; null when there is no such process. */
export function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
