import { chainsOf } from '../../../domain/chain/operators-chains.ts';
import type { ReceiptPayload, Verdict } from '../../../domain/receipt.ts';
import type { OperateDeps } from '../deps.ts';
import { appendOperatorReceipt } from '../operator-receipts.ts';

/** What an operator changes of a group. */
export interface GroupChange {
  readonly target: string;
  readonly action: 'create-group' | 'delete-group' | 'grant-access' | 'revoke-access';
  /** The group, the operator and the reason; nothing of a worker. */
  readonly payload: ReceiptPayload;
}

/** Appends to the chain of a target's groups and answers the position: all changes of them are one chain, for they concern no worker. */
export const appendReceipt = (
  change: GroupChange,
  outcome: { readonly verdict: Verdict; readonly closes?: number },
  deps: Pick<OperateDeps, 'ledger' | 'clock'>,
): Promise<number> => appendOperatorReceipt({ ...change, chain: chainsOf(change.target).groups }, outcome, deps);
