import type { Account } from '../../domain/account/account.ts';
import type { OwnedAssets } from '../../domain/account/owned-assets.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Call } from './call.ts';

/** Present on a target whose accounts own things that stay when they end. */
export interface AssetOwnership {
  /** What an account owns, as far as our credentials may see it. It may lag a minute behind what was written. */
  readonly ownedBy: (account: Account, call: Call) => Promise<Outcome<OwnedAssets>>;
  /**
   * Gives assets that one account owns alone to another; where there are other owners, only the first is taken away. One that it does not
   * own any more stays as it is. Shows in `ownedBy` within a minute or so.
   */
  readonly handOver: (
    assetIds: readonly string[],
    between: { readonly from: Account; readonly to: Account },
    call: Call,
  ) => Promise<Outcome<void>>;
}
