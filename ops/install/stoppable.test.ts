import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

/** Says what it hears, as a start would act on it; the second request ends it. */
const LISTENER = `
  import { listenForStop } from './ops/install/stoppable.ts';
  const stop = listenForStop(true);
  stop.requested.then((cause) => console.log('asked by ' + cause));
  stop.onInsisted(() => {
    console.log('forced');
    process.exit(130);
  });
  setInterval(() => undefined, 1_000);
  console.log('listening ' + process.pid);
`;

async function listen(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const pid = Number((await next()).split(' ')[1]);
  return { child, pid, next };
}
const NODE = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval'] as const;
const alone = () => listen(NODE[0], [...NODE.slice(1), LISTENER]);
const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const exitOf = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

test('Ctrl-C that npm passes on once more is one request; a later one insists', async () => {
  const { child, pid, next } = await alone();
  process.kill(pid, 'SIGINT');
  process.kill(pid, 'SIGINT');
  expect(await next()).toBe('asked by SIGINT');
  await soon(700);
  const exit = exitOf(child);
  process.kill(pid, 'SIGINT');
  expect(await next()).toBe('forced');
  expect(await exit).toBe(130);
});

test('a start stops when the npm that runs it by a shell is killed', async () => {
  // A program that runs a shell that runs ours, as npm does.
  const npm = `require('node:child_process').spawn('sh', ['-c', '"$0" "$@"; true', ...process.argv.slice(1)], { stdio: 'inherit' })`;
  const { child, pid, next } = await listen(process.execPath, ['--eval', npm, ...NODE, LISTENER]);
  child.kill('SIGKILL');
  expect(await next()).toBe('asked by the end of npm');
  process.kill(pid, 'SIGKILL');
});
