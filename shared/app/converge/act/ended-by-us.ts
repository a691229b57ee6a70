import type { Action } from '../../../domain/plan/action.ts';
import { withLostGroups } from '../../../domain/returning/lost-groups.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { Run } from '../run.ts';

/** Our doing from here on, whether or not the answer arrives: who comes back is enabled again, or gets what the deletion took. */
export function endedByUs(
  account: ManagedAccount,
  action: Extract<Action, { kind: 'disable' | 'delete' }>,
): ManagedAccount {
  if (account.id !== action.accountId) return account;
  const ended = { ...account, left: { ...account.left, enabled: false } };
  return action.kind === 'delete' ? withLostGroups(ended, action.groupIds) : ended;
}

/** The target said that it did not: the account is as the last receipt left it. */
export function notDisabled(account: ManagedAccount, id: string, { before }: Run): ManagedAccount {
  if (account.id !== id) return account;
  const { lostGroups: _, ...rest } = account;
  const { enabled: __, ...left } = account.left ?? {};
  const known = before.accounts.find((one) => one.id === id);
  const enabled = known?.left?.enabled;
  return {
    ...rest,
    ...(known?.lostGroups && { lostGroups: known.lostGroups }),
    left: { ...left, ...(enabled !== undefined && { enabled }) },
  };
}
