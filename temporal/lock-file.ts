import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

/** Who holds a lock. The start instant tells a living holder from a stranger that was given the same pid. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly started: string;
  readonly token: string;
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
 */
export async function tryLock(file: string): Promise<Lock | { readonly heldBy: number }> {
  await mkdir(dirname(file), { recursive: true });
  const mine: Holder = {
    host: hostname(),
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    token: randomUUID(),
  };
  for (;;) {
    if (await create(file, mine)) return held(file, mine);
    const other = await readHolder(file);
    if (other && lives(file, other)) return { heldBy: other.pid };
    await discard(file, other);
  }
}

/** Waits its turn; `waiting` is told whose turn it is, once. */
export async function waitForLock(file: string, waiting: (pid: number) => void): Promise<Lock> {
  let told = false;
  for (;;) {
    const lock = await tryLock(file);
    if (!('heldBy' in lock)) return lock;
    if (!told) waiting(lock.heldBy);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** A link appears whole or not at all: nobody ever reads half a lock. */
async function create(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder));
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

function held(file: string, mine: Holder): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      if ((await readHolder(file))?.token === mine.token) await rm(file, { force: true });
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

/** Takes a stale lock away; if another run was quicker and the file is already theirs, it is put back. */
async function discard(file: string, stale: Holder | null): Promise<void> {
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readHolder(aside);
  if (taken && taken.token !== stale?.token) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
