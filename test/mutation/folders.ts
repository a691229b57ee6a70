/** A folder whose tests are measured. */
interface MutatedFolder {
  readonly name: string;
  /** Globs of the tests that judge its mutants. */
  readonly tests: readonly string[];
  /** Tests among them that take too long to be run once for every mutant. */
  readonly without: readonly string[];
  /** The score that is to be reached, in percent. */
  readonly goal: number;
}

const APP = ['test/shared/app/provision/**/*.test.ts', 'test/shared/app/poll/**/*.test.ts'];
/** Those that play a story once for every call and mishap, or on a real protocol. */
const SLOW = [
  'test/shared/app/poll/{crash,fold,atlan}.test.ts',
  'test/shared/app/provision/given-and-forgotten.test.ts',
];

export const FOLDERS: readonly MutatedFolder[] = [
  { name: 'shared/domain', tests: ['test/shared/domain/**/*.test.ts', ...APP], without: SLOW, goal: 92 },
  {
    name: 'shared/app/provision',
    tests: [...APP, 'test/simulation/{own-invitation,overtaken-rehire}.test.ts'],
    without: SLOW,
    goal: 88,
  },
  { name: 'shared/app/poll', tests: APP, without: SLOW, goal: 88 },
  {
    name: 'shared/adapters/targets/atlan',
    tests: ['test/shared/adapters/targets/atlan/**/*.test.ts'],
    without: [],
    goal: 85,
  },
  { name: 'shared/adapters/hris', tests: ['test/shared/adapters/hris/**/*.test.ts'], without: [], goal: 85 },
];
