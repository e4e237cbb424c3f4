import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type Lock, startOf, tryLock, waitForLock } from './lock-file.ts';

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'motcua-lock-')), 'lock');
});

const holding = (number: number, holder: object): Promise<void> =>
  writeFile(`${file}.${number}`, JSON.stringify({ host: hostname(), released: false, ...holder }));

const taken = (lock: Awaited<ReturnType<typeof tryLock>>): Lock => {
  if ('heldBy' in lock) throw new Error(`held by ${lock.heldBy}`);
  return lock;
};

test('a lock is held by one at a time, and names its holder', async () => {
  const first = taken(await tryLock(file));
  expect(await tryLock(file)).toEqual({ heldBy: process.pid });
  await first.release();
  await taken(await tryLock(file)).release();
  expect(await readdir(join(file, '..'))).toEqual(['lock.2']);
});

test('of many who want it at once, one gets it', async () => {
  const tries = await Promise.all(Array.from({ length: 20 }, () => tryLock(file)));
  expect(tries.filter((each) => !('heldBy' in each))).toHaveLength(1);
});

test('the lock of a process that was killed is taken over, by one of many', async () => {
  const dead = spawn('sleep', ['60']);
  const pid = dead.pid ?? 0;
  await holding(1, { pid, started: startOf(pid) });
  expect(await tryLock(file)).toEqual({ heldBy: pid });
  dead.kill('SIGKILL');
  await new Promise((gone) => dead.once('exit', gone));
  const tries = await Promise.all(Array.from({ length: 10 }, () => tryLock(file)));
  expect(tries.filter((each) => !('heldBy' in each))).toHaveLength(1);
});

test('a stranger that was given the pid of a dead holder does not keep its lock', async () => {
  await holding(1, { pid: process.pid, started: '1' });
  await taken(await tryLock(file)).release();
});

test('a holder on another host is believed while it shows that it lives', async () => {
  await holding(1, { host: 'elsewhere', pid: 1, started: '1' });
  expect(await tryLock(file)).toEqual({ heldBy: 1 });
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(`${file}.1`, longAgo, longAgo);
  await taken(await tryLock(file)).release();
});

test('a torn lock file does not stop anyone', async () => {
  await writeFile(`${file}.1`, '{"pid":');
  await taken(await tryLock(file)).release();
});

test('whoever waits has its turn when the holder lets go, and is told once whom it waits for', async () => {
  const first = taken(await tryLock(file));
  const reported: number[] = [];
  const second = waitForLock(file, (pid) => reported.push(pid));
  await new Promise((soon) => setTimeout(soon, 700));
  await first.release();
  const lock = await second;
  expect(reported).toEqual([process.pid]);
  expect(JSON.parse(await readFile(`${file}.2`, 'utf8')).pid).toBe(process.pid);
  await lock.release();
});

test('a holder whose lock was taken over does not release the one of its successor', async () => {
  const first = taken(await tryLock(file));
  await rm(`${file}.1`);
  await holding(2, { pid: process.pid, started: startOf(process.pid) });
  await first.release();
  expect(await tryLock(file)).toEqual({ heldBy: process.pid });
});
