import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeEach, expect, test } from 'vitest';
import { type Lock, tryLock, waitForLock } from './lock-file.ts';

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'motcua-lock-')), 'lock');
});

const taken = (lock: Awaited<ReturnType<typeof tryLock>>): Lock => {
  if ('heldBy' in lock) throw new Error(`held by ${lock.heldBy}`);
  return lock;
};

/** Another process that takes the lock, when it is told to, and says whether it got it. */
async function rival(): Promise<{ child: ChildProcess; take(): Promise<string> }> {
  const script = `
    import { tryLock } from './ops/install/lock-file.ts';
    console.log('there');
    process.stdin.once('data', async () => {
      const lock = await tryLock(${JSON.stringify(file)});
      console.log('heldBy' in lock ? 'held by ' + lock.heldBy : 'taken');
    });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    child,
    take: async () => {
      child.stdin.write('go\n');
      return String((await lines.next()).value);
    },
  };
}

const kill = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise((exit) => child.once('exit', exit));
  child.kill('SIGKILL');
  await gone;
};

test('a lock is held by one at a time, and names its holder', async () => {
  const first = taken(await tryLock(file));
  expect(await tryLock(file)).toEqual({ heldBy: process.pid });
  await first.release();
  await taken(await tryLock(file)).release();
});

test('of many who want it at once, one gets it', async () => {
  const tries = await Promise.all(Array.from({ length: 20 }, () => tryLock(file)));
  expect(tries.filter((each) => !('heldBy' in each))).toHaveLength(1);
});

test('of processes that want the lock of one that was killed, one gets it, at once', async () => {
  const [dead, ...heirs] = await Promise.all([rival(), rival(), rival(), rival()]);
  expect(await dead?.take()).toBe('taken');
  expect(await tryLock(file)).toEqual({ heldBy: dead?.child.pid });
  if (dead) await kill(dead.child);
  const said = await Promise.all(heirs.map((each) => each.take()));
  expect(said.filter((each) => each === 'taken')).toHaveLength(1);
  for (const { child } of heirs) await kill(child);
  await taken(await tryLock(file)).release();
});

test('a holder that only hangs keeps its lock', async () => {
  const { child, take } = await rival();
  expect(await take()).toBe('taken');
  child.kill('SIGSTOP');
  expect(await tryLock(file)).toEqual({ heldBy: child.pid });
  await kill(child);
});

test('what stands in the file, whoever wrote it, keeps nobody out', async () => {
  await writeFile(file, `${process.pid}\n{"pid":`);
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
  expect(await tryLock(file)).toEqual({ heldBy: process.pid });
  await lock.release();
});
