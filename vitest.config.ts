import { defineConfig } from 'vitest/config';

/** Rules alone, in milliseconds; and the rooms against real PostgreSQL and Temporal, started once for all files. */
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{domain,contracts,config,db,integrations,temporal,api,ops,web}/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts'],
          env: { TZ: 'America/St_Johns' },
          // A property is tried hundreds of times: how long that takes is the machine's affair, not the rule's.
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{db,activities,workflows,temporal,api,ops,test}/**/*.integration.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // What is waited for comes when the machine gets to it: what it has done wrong does not come at all.
          expect: { poll: { timeout: 60_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
});
