import { isEnding } from '../../../domain/plan/action.ts';
import { actionOf } from '../../../domain/plan/action-of.ts';
import { withLostGroups } from '../../../domain/returning/lost-groups.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { ReceiptChain } from './receipt-chain.ts';

/**
 * An account with what was done to it since the last commit, and not written down there: a membership we meant to grant is ours, so that it
 * is taken away again when no rule gives it any more; and so is a disable, so that a worker who is back is enabled again, and a deletion, so
 * that they get again what others had given.
 */
export function withWhatWasDone(account: ManagedAccount, chain: ReceiptChain, target: string): ManagedAccount {
  const own = chain
    .mayHaveHappened(target)
    .flatMap((receipt) => actionOf(receipt) ?? [])
    .filter((action) => 'accountId' in action && action.accountId === account.id);
  const groups = own.flatMap((action) =>
    action.kind === 'add-to-groups' && !action.isGivenBack ? action.groupIds : [],
  );
  const last = own.findLast((action) => action.kind === 'enable' || isEnding(action));
  const known = { ...account, ownedGroups: [...new Set([...account.ownedGroups, ...groups])] };
  if (!last || !isEnding(last)) return known;
  const ended = { ...known, left: { ...account.left, enabled: false } };
  return last.kind === 'delete' ? withLostGroups(ended, last.groupIds) : ended;
}
