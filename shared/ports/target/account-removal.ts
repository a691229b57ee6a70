import type { Account } from '../../domain/account/account.ts';
import type { RemovalRun } from '../../domain/account/removal.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Call } from './call.ts';

/** Present on a target that removes an ended account for good, and gives to another account what it owns. Nothing brings it back. */
export interface AccountRemoval {
  /** The name of a removal of this account that is asked for at an instant (epoch ms). */
  readonly nameOf: (accountId: string, at: number) => string;
  /** Whether the credential by which accounts are removed is there and works; refused with what to do where it does not. Reads only. */
  readonly ready: (call: Call) => Promise<Outcome<void>>;
  /**
   * Starts the removal of this name. One that the target knows already is done, and is not started again; where the answer was lost, the
   * target has been asked for it by its name.
   */
  readonly begin: (
    removal: { readonly run: string; readonly account: Account; readonly to: Account },
    call: Call,
  ) => Promise<Outcome<void>>;
  readonly look: (run: string, call: Call) => Promise<Outcome<RemovalRun>>;
  /** How many of these assets an account owns, at most 100 of them. It may lag a minute behind what was written. */
  readonly ownedOf: (assetIds: readonly string[], account: Account, call: Call) => Promise<Outcome<number>>;
}
