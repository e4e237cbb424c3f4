import { execFileSync } from 'node:child_process';
import { closeSync, constants, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { tryLock as lockBytes } from 'fs-native-extensions';

export interface Lock {
  release(): Promise<void>;
}

/** Behind the text of the file: where locked bytes are kept from readers too (Windows), the text can still be read. */
const LOCKED_BYTE = 1_000;
const ASK_AGAIN_MS = 250;

/**
 * Takes the lock, or says whose it is. The operating system holds it for as long as the process lives: one that was killed leaves
 * no lock behind, on any host that shares the disk.
 */
export async function tryLock(file: string): Promise<Lock | { readonly heldBy: number }> {
  mkdirSync(dirname(file), { recursive: true });
  // No file handle, which would be closed, and the lock lost, when nobody refers to it any more.
  const opened = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o666);
  try {
    if (lockBytes(opened, LOCKED_BYTE, 1)) return held(opened);
    const heldBy = Number(readFileSync(opened, 'utf8'));
    closeSync(opened);
    return { heldBy };
  } catch (error) {
    closeSync(opened);
    throw error;
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
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/** The file stays: were it taken away, two could hold the lock of two files of the same name. */
function held(opened: number): Lock {
  ftruncateSync(opened, writeSync(opened, String(process.pid), 0));
  return { release: async () => closeSync(opened) };
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
