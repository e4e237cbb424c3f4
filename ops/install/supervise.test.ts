import { expect, test } from 'vitest';
import { supervise } from './supervise.ts';

/** A part whose runs end when the test says so. */
function scripted(failures: readonly number[] = []) {
  const log: string[] = [];
  let starts = 0;
  let kill = (_sentence: string): void => undefined;
  const part = {
    name: 'The part',
    async start() {
      starts += 1;
      if (failures.includes(starts)) throw new Error(`start ${starts} failed.`);
      const died = new Promise<string>((resolve) => {
        kill = resolve;
      });
      const pid = starts;
      return { pid, died, stop: async () => void log.push(`stop ${pid}`) };
    },
  };
  const watcher = {
    up: (_: string, pid: number) => void log.push(`up ${pid}`),
    down: (_: string, pid: number) => void log.push(`down ${pid}`),
    say: (sentence: string) => void log.push(sentence),
  };
  return { part, watcher, log, kill: (sentence: string) => kill(sentence) };
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((again) => setTimeout(again, 10));
};

test('a part that dies is started again, and says so', async () => {
  const { part, watcher, log, kill } = scripted();
  const supervised = await supervise(part, watcher);
  kill('It fell over.');
  await until(() => log.includes('up 2'));
  await supervised.stop();
  expect(log).toEqual([
    'up 1',
    'down 1',
    'It fell over. It is started again in 1 s.',
    'The part is back.',
    'up 2',
    'stop 2',
    'down 2',
  ]);
});

test('a second start that fails is tried again after a longer pause', async () => {
  const { part, watcher, log, kill } = scripted([2]);
  const supervised = await supervise(part, watcher);
  kill('It fell over.');
  await until(() => log.includes('up 3'));
  await supervised.stop();
  expect(log).toContain('start 2 failed. It is started again in 2 s.');
});

test('a part that cannot start at all is no part', async () => {
  const { part, watcher } = scripted([1]);
  await expect(supervise(part, watcher)).rejects.toThrow('start 1 failed.');
});

test('stopping while a dead part waits to be started again starts nothing', async () => {
  const { part, watcher, log, kill } = scripted();
  const supervised = await supervise(part, watcher);
  kill('It fell over.');
  await until(() => log.some((line) => line.includes('started again')));
  await supervised.stop();
  expect(log).not.toContain('up 2');
  expect(log).not.toContain('stop 1');
});

test('a part that is asked to restart ends in good order and is there again at once', async () => {
  const { part, watcher, log } = scripted();
  const supervised = await supervise(part, watcher);
  supervised.restart();
  await until(() => log.includes('up 2'));
  await supervised.stop();
  expect(log).toEqual(['up 1', 'stop 1', 'down 1', 'The part is back.', 'up 2', 'stop 2', 'down 2']);
});

test('a restart does not wait where a part that cannot start waits for its next try', async () => {
  const { part, watcher, log } = scripted([2, 3, 4, 5]);
  const supervised = await supervise(part, watcher);
  for (let start = 2; start <= 6; start++) {
    supervised.restart();
    await until(() => log.some((line) => line === 'up 6' || line.startsWith(`start ${start} failed`)));
  }
  await until(() => log.includes('up 6'));
  await supervised.stop();
});

test('restarts that are asked for while one is under way are one more', async () => {
  const { part, watcher, log } = scripted();
  const supervised = await supervise(part, watcher);
  for (let times = 0; times < 5; times++) supervised.restart();
  await until(() => log.includes('up 2'));
  await supervised.stop();
  expect(log).not.toContain('up 3');
});
