import { defineConfig } from 'vitest/config';

import { FOLDERS } from './folders.ts';

const { MUTATED_FOLDER, JUDGES } = process.env;
const folder = FOLDERS.find(({ name }) => name === MUTATED_FOLDER);

/**
 * The tests that judge mutants of the folder that `npm run mutate` names: quick ones, with nothing outside this process. No architecture,
 * CLI, infra or local tests. They share one process and its modules: a mutant is switched on by a variable, so nothing is loaded anew for it.
 */
export default defineConfig({
  test: {
    include: folder ? [...folder.own, ...(JUDGES === 'all' ? folder.users : [])] : [],
    exclude: [...(folder?.without ?? [])],
    testTimeout: 20_000,
    isolate: false,
  },
});
