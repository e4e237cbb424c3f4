import { defineConfig } from 'vitest/config';

/** Starts the whole product as an operator does, so it runs alone and last: twice, beside each other, since either mostly waits. */
export default defineConfig({
  test: {
    include: ['test/smoke/*.smoke.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 5 * 60_000,
    hookTimeout: 12 * 60_000,
    bail: 1,
  },
});
