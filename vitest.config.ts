import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // the tests on the local cloud mostly wait; on two cores the default is one worker
    maxWorkers: 2,
  },
});
