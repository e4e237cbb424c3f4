import { defineConfig } from 'vitest/config';

/** Starts the whole product as an operator does, twice, beside each other and beside the tests against real servers, since each mostly waits. */
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
