import { defineConfig } from 'vitest/config';

/** Starts the whole product as an operator does, so it runs alone and last. */
export default defineConfig({
  test: {
    include: ['test/smoke/*.smoke.test.ts'],
    pool: 'forks',
    testTimeout: 5 * 60_000,
    hookTimeout: 12 * 60_000,
    bail: 1,
  },
});
