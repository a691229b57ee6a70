import type { ManagedAccount } from '../worker/worker.ts';

/** So many are remembered; all of them stand in the receipt of the deletion. */
export const MOST_LOST_GROUPS = 100;

/**
 * The account once a step that deletes it has begun: of the groups that it is in, those that others gave are remembered for the day on which
 * the worker is back. Groups that we gave by a rule are not, for rules give them again; nor are those of an account at a wrong address.
 */
export function withLostGroups(account: ManagedAccount, groupIds: readonly string[]): ManagedAccount {
  const { lostGroups = [], returnedGroups = [], ownedGroups, isMisaddressed } = account;
  const others = groupIds.filter((id) => !ownedGroups.includes(id) || returnedGroups.includes(id));
  if (others.length === 0 || isMisaddressed) return account;
  return { ...account, lostGroups: [...new Set([...lostGroups, ...others])].slice(0, MOST_LOST_GROUPS) };
}

/** What deletions took that others had given, and the worker does not have again yet: ids of groups. */
export const lostToDeletion = (accounts: readonly ManagedAccount[]): readonly string[] => [
  ...new Set(accounts.flatMap(({ lostGroups = [] }) => lostGroups)),
];

/**
 * The accounts once the worker is back with the account `id`: of the groups in `given` those that we put it into are remembered, and nothing
 * is lost any more.
 */
export const withReturned = (
  accounts: readonly ManagedAccount[],
  { id, given }: { readonly id: string; readonly given: readonly string[] },
): readonly ManagedAccount[] =>
  accounts.map((account) => {
    const { lostGroups: _, returnedGroups = [], ...rest } = account;
    return rest.id === id ? stillReturned({ ...rest, returnedGroups: [...returnedGroups, ...given] }) : rest;
  });

/** The account without memberships that are not ours any more: a person who ended one is not contradicted. */
export function stillReturned({ returnedGroups = [], ...account }: ManagedAccount): ManagedAccount {
  const still = [...new Set(returnedGroups)].filter((id) => account.ownedGroups.includes(id));
  return still.length > 0 ? { ...account, returnedGroups: still } : account;
}
