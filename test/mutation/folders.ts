/** A folder whose tests are measured. */
interface MutatedFolder {
  readonly name: string;
  /** Globs of the tests of this very folder. They judge all its mutants. */
  readonly own: readonly string[];
  /** Globs of the tests of what uses the folder. They judge what its own tests did not notice. */
  readonly users: readonly string[];
  /** Tests among them that take too long to be run once for every mutant. */
  readonly without: readonly string[];
  /** The score that is to be reached, in percent. */
  readonly goal: number;
}

const PROVISION = ['test/shared/app/{converge,provision,quota}/**/*.test.ts'];
const POLL = ['test/shared/app/poll/**/*.test.ts'];
/** Those that play a story once for every call and mishap, or on a real protocol. */
const SLOW = [
  'test/shared/app/poll/{crash,fold,atlan}.test.ts',
  'test/shared/app/converge/given-and-forgotten.test.ts',
];

/** What survives is judged by every test there is, so the slowest decide how long the whole takes. */
const SLOW_FOR_DOMAIN = [
  ...SLOW,
  'test/shared/app/**/*.property.test.ts',
  'test/shared/app/poll/sweep/what-we-left.test.ts',
];

export const FOLDERS: readonly MutatedFolder[] = [
  {
    name: 'shared/domain',
    own: ['test/shared/domain/**/*.test.ts'],
    users: [...PROVISION, ...POLL],
    without: SLOW_FOR_DOMAIN,
    goal: 92,
  },
  ...['shared/app/converge', 'shared/app/provision', 'shared/app/quota'].map((name) => ({
    name,
    own: PROVISION,
    users: [...POLL, 'test/simulation/{own-invitation,overtaken-rehire}.test.ts'],
    without: SLOW,
    goal: 88,
  })),
  {
    name: 'shared/app/poll',
    own: POLL,
    users: PROVISION,
    without: SLOW,
    goal: 88,
  },
  {
    name: 'shared/adapters/targets/atlan',
    own: ['test/shared/adapters/targets/atlan/**/*.test.ts'],
    users: [],
    without: [],
    goal: 85,
  },
  {
    name: 'shared/adapters/hris',
    own: ['test/shared/adapters/hris/**/*.test.ts'],
    users: [],
    without: [],
    goal: 85,
  },
];
