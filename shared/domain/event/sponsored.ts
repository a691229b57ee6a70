import { connectionOf } from './source-key.ts';

/** The connection of workers whom operators sponsor; no connection of the configuration has this name. */
export const SPONSORED = 'sponsored';

/** Whether what is said under a source key is said by operators, of a worker whom they sponsor. */
export const isSponsored = (sourceKey: string): boolean => connectionOf(sourceKey) === SPONSORED;

/** Who answers for a worker whom HR does not know. */
export interface Sponsor {
  /** The key of the worker who answers for them. */
  readonly sponsor: string;
  /** The operator who said so, and why. */
  readonly actor: string;
  readonly reason: string;
}
