import { defineConfig } from 'vitest/config';

import { FOLDERS } from './folders.ts';

const folder = FOLDERS.find(({ name }) => name === process.env['MUTATED_FOLDER']);

/**
 * The tests that judge mutants of the folder that `npm run mutate` names: quick ones, with nothing outside this process. No architecture,
 * CLI, infra or local tests.
 */
export default defineConfig({
  test: { include: [...(folder?.tests ?? [])], exclude: [...(folder?.without ?? [])], testTimeout: 20_000 },
});
