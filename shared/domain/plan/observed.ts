import type { Account, Sighting } from '../account/account.ts';
import type { LeaverTokens } from '../account/left-tokens.ts';
import type { LeaverAssets } from '../account/owned-assets.ts';
import type { ProviderTraits } from '../provider/traits.ts';
import type { LeaverSeen } from '../worker/access-over.ts';
import type { Refusal } from '../worker/worker.ts';

/** What was read of a worker on one target. */
export interface Observed extends LeaverSeen {
  /** Who has the work e-mail; of a worker who stays, read only while no managed account is there. */
  readonly byEmail?: Sighting;
  readonly refusals: readonly Refusal[];
  /** Who gets what a leaver owns; absent where nothing is to be handed over. */
  readonly heir?: Heir;
}

/** `none`: a person must find one. `unknown`: the target did not show their account. */
export type Heir =
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'unknown' };

/** What one target's configuration says to the planner. */
export interface TargetRules {
  readonly traits: ProviderTraits;
  readonly adopt: 'exact-email' | 'never';
  readonly idpGroupIds: readonly string[];
  /** Default: an operator is told of them. */
  readonly leaverTokens?: LeaverTokens;
  /** Default: nothing is handed over. */
  readonly leaverAssets?: LeaverAssets;
  /** Without an id: whether an account that does not exist yet would be protected. */
  readonly isProtected: (account: {
    readonly id?: string;
    readonly email?: string;
    readonly username?: string;
  }) => boolean;
}
