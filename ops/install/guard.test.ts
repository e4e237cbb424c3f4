import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { startOf } from './lock-file.ts';

/** A parent that starts a guard and a long-lived child in a group of its own, as a start does, and tells the child's pid. */
const PARENT = `
  import { spawn } from 'node:child_process';
  import { startGuard } from './ops/install/guard.ts';
  const guard = startGuard();
  const child = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
  guard.watch(child.pid, 'SIGTERM');
  console.log(child.pid);
  process.stdin.once('data', () => {
    guard.forget(child.pid);
    process.exit(0);
  });
  setInterval(() => undefined, 1_000);
`;

async function startParent() {
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', PARENT]);
  const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  const child = Number((await lines.next()).value);
  return { parent, child };
}

const goneWithin = async (pid: number, milliseconds: number): Promise<boolean> => {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    if (startOf(pid) === null) return true;
    await new Promise((again) => setTimeout(again, 50));
  }
  return false;
};

test('a start that is killed outright takes its servers with it', async () => {
  const { parent, child } = await startParent();
  expect(startOf(child)).not.toBeNull();
  parent.kill('SIGKILL');
  expect(await goneWithin(child, 8_000)).toBe(true);
});

test('a server that the guard was told to forget is left alone', async () => {
  const { parent, child } = await startParent();
  parent.stdin.write('go\n');
  await new Promise((gone) => parent.once('exit', gone));
  expect(await goneWithin(child, 1_500)).toBe(false);
  process.kill(child, 'SIGKILL');
});
