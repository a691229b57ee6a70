import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The company of the tests. lifecycle.config.ts belongs to the person who deploys, and only its own test reads it. */
const COMPANY = fileURLToPath(new URL('test/support/company.config.ts', import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^(?:\.\.\/)+lifecycle\.config\.ts$/, replacement: COMPANY }] },
  test: {
    include: ['test/**/*.test.ts'],
    // only what hangs meets these: a slow machine is waited for
    testTimeout: 180_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    // the tests on the local cloud often wait, so one worker more than cores keeps two cores at work
    maxWorkers: 3,
  },
});
