/** What becomes of the API tokens that a leaver made: an operator is told of them, or they are revoked. */
export type LeaverTokens = 'report' | 'revoke';

/** A token that an account made for others to use; it works without the sign-in of that account. */
export interface MadeToken {
  readonly id: string;
  /** This system itself works with it: it is never revoked. */
  readonly isOurs?: boolean;
}

/** What one look at the tokens of an account saw; `unknown` where the target did not list them. */
export type SeenTokens =
  | { readonly kind: 'listed'; readonly tokens: readonly MadeToken[] }
  | { readonly kind: 'unknown' };

/** What is remembered of the tokens that an ended account left, as the last look saw them. */
export interface LeftTokens {
  /** Epoch ms of that look. */
  readonly at: number;
  /** How many still work; absent where the target did not list them. */
  readonly count?: number;
  /** Ids of the first of them, at most 20. */
  readonly ids: readonly string[];
  /** Ids of those among them that this system itself works with. */
  readonly ours: readonly string[];
}

const IDS = 20;

/** What is to be remembered of a look at `at` (epoch ms). */
export function leftTokens(seen: SeenTokens, at: number): LeftTokens {
  if (seen.kind === 'unknown') return { at, ids: [], ours: [] };
  const ids = seen.tokens.slice(0, IDS).map(({ id }) => id);
  const ours = seen.tokens.flatMap(({ id, isOurs }) => (isOurs ? [id] : []));
  return { at, count: seen.tokens.length, ids, ours: ours.slice(0, IDS) };
}

/** Whether tokens may still work, so that they are listed again at the next look. */
export const mayHoldTokens = (left: LeftTokens | undefined): boolean => left?.count !== 0;

/** The tokens that may be revoked, at most 20 at a time. */
export const revocable = (seen: SeenTokens | undefined): readonly MadeToken[] =>
  seen?.kind === 'listed' ? seen.tokens.filter(({ isOurs }) => !isOurs).slice(0, IDS) : [];
