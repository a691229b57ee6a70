import type { Sighting } from './account.ts';
import type { SeenTokens } from './left-tokens.ts';
import type { SeenAssets } from './owned-assets.ts';

/** An operator asked that an ended account be removed from its target for good. Another operator has to approve it. */
export interface Removal {
  /** The account that gets what this one owns. */
  readonly toAccountId: string;
  /** The name under which the target knows this removal; no other one has it, so it is sent once at most. */
  readonly run: string;
  /** Who asked, and why. */
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
  /** Epoch ms at which it was first sent to the target, or may have been; absent before. */
  readonly since?: number;
  /** Ids of what the account alone owned when it was sent, at most 20: the proof looks for them with the other account. */
  readonly assetIds?: readonly string[];
}

/** What a target says of a removal by its name. `none`: it knows none of that name. */
export type RemovalRun = 'none' | 'running' | 'succeeded' | 'failed';

/** What a look saw of a removal, before it was sent and afterwards. */
export type SeenRemoval =
  | {
      readonly kind: 'asked';
      readonly to: Sighting;
      readonly tokens: SeenTokens;
      /** Absent where a target has no assets. */
      readonly assets?: SeenAssets;
    }
  /** `isHandedOver`: what the account alone owned is with the other one now; read only once the account is gone. */
  | { readonly kind: 'sent'; readonly run: RemovalRun | 'unknown'; readonly isHandedOver?: boolean };

const ASSETS = 20;

/** Ids of what the account alone owns, as many as a removal remembers. */
export const soleAssets = (seen: SeenAssets | undefined): readonly string[] =>
  seen?.kind === 'listed' ? seen.first.flatMap(({ id, isSole }) => (isSole ? [id] : [])).slice(0, ASSETS) : [];
