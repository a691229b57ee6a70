import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The company of the tests. lifecycle.config.ts belongs to the person who deploys, and only its own test reads it. */
const COMPANY = fileURLToPath(new URL('test/support/company.config.ts', import.meta.url));

/** Tests that change nothing of their process: no client of AWS is replaced here, and no console. */
const TOGETHER = [
  'test/{cli,contract,histories,incidents,infra,simulation}/**/*.test.ts',
  'test/shared/{app,contracts,domain}/**/*.test.ts',
  'test/shared/adapters/{hris,memory,targets}/**/*.test.ts',
];

export default defineConfig({
  resolve: { alias: [{ find: /^(?:\.\.\/)+lifecycle\.config\.ts$/, replacement: COMPANY }] },
  test: {
    projects: [
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: TOGETHER } },
      // a worker runs these one after the other, and loads the product once
      { extends: true, test: { name: 'together', include: TOGETHER, isolate: false } },
    ],
    // only what hangs meets these: a slow machine is waited for
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    // the tests on the local cloud often wait, so one worker more than cores keeps two cores at work
    maxWorkers: 3,
  },
});
