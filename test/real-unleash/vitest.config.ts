import { defineConfig } from 'vitest/config';

/** Only what needs the server that `npm run real-unleash` starts; its tests share one instance, so one runs after the other. */
export default defineConfig({
  test: {
    include: ['test/real-unleash/comparison.ts'],
    testTimeout: 120_000,
    fileParallelism: false,
  },
});
