import type { Account } from '../../domain/account/account.ts';
import type { OwnedAssets } from '../../domain/account/owned-assets.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Call } from './call.ts';

/** Present on a target whose accounts own things that stay when they end. */
export interface AssetOwnership {
  /** What an account owns, as far as our credentials may see it. It may lag a minute behind what was written. */
  readonly ownedBy: (account: Account, call: Call) => Promise<Outcome<OwnedAssets>>;
}
