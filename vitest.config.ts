import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/**
 * Four kinds of tests. `domain`: rules alone, in milliseconds. `unit`: whatever needs nothing but Node. `tools`: judged by programs that are not
 * ours (poppler, ClamAV, pyHanko, an S3 store). `integration`: against real PostgreSQL and Temporal, started once for all files.
 *
 * Files of one worker share its modules (`isolate: false`): they are loaded once, not once a file, so no file may leave anything behind in them.
 */
const EVERYWHERE = '{domain,contracts,config,db,integrations,temporal,api,ops,web}';
const OTHERS = ['**/*.integration.test.ts', '**/*.tools.test.ts'];
/** A file waits for servers and timers a third of its time: one more than cores keeps the cores at work. Each has some forty connections. */
const WAITING_WORKERS = Math.min(availableParallelism() + 1, 6);
// A property is tried hundreds of times: how long that takes is the machine's affair, not the rule's.
const PATIENCE_MS = 60_000;
/** Where a rule reads the host's zone, it shows: nowhere else is it half past. */
const env = { TZ: 'America/St_Johns' };

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: ['{domain,contracts}/**/*.test.ts'],
          env,
          testTimeout: PATIENCE_MS,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${EVERYWHERE}/**/*.test.ts`],
          exclude: ['{domain,contracts}/**', ...OTHERS],
          env,
          testTimeout: PATIENCE_MS,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'tools',
          include: [`${EVERYWHERE}/**/*.tools.test.ts`],
          env,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{db,activities,workflows,temporal,api,ops,test}/**/*.integration.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // What is waited for comes when the machine gets to it: what it has done wrong does not come at all.
          // Asked ten times a second, an API is kept from answering by the asking.
          expect: { poll: { timeout: 60_000, interval: 100 } },
          maxWorkers: WAITING_WORKERS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
