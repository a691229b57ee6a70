import type { ManagedAccount } from '../worker/worker.ts';

/** So many are remembered; all of them stand in the receipt of the deletion. */
export const MOST_GIVEN_BY_OTHERS = 100;

/**
 * The account once a step that deletes it has begun: of the groups that it is in, those that others gave are remembered for the day on which
 * the worker is back. Groups that we gave are not, for the rules give them again; nor are those of an account at a wrong address.
 */
export function withGivenByOthers(account: ManagedAccount, groupIds: readonly string[]): ManagedAccount {
  const { givenByOthers: before = [], ownedGroups, isMisaddressed } = account;
  const others = groupIds.filter((id) => !ownedGroups.includes(id) || before.includes(id));
  if (others.length === 0 || isMisaddressed) return account;
  return { ...account, givenByOthers: [...new Set([...before, ...others])].slice(0, MOST_GIVEN_BY_OTHERS) };
}

/** What the accounts that we deleted had of others, and the worker does not have again yet: ids of groups. */
export const lostToDeletion = (accounts: readonly ManagedAccount[]): readonly string[] => [
  ...new Set(accounts.filter(wasEnded).flatMap(({ givenByOthers = [] }) => givenByOthers)),
];

/** What a worker's accounts have back of what others had given: ids of groups. */
export const hadBack = (accounts: readonly ManagedAccount[]): readonly string[] =>
  accounts.filter((account) => !wasEnded(account)).flatMap(({ givenByOthers = [] }) => givenByOthers);

/**
 * The accounts once the worker is back with the account `id`: of the groups in `given` it keeps those that we put it in, and what was
 * remembered of the deleted ones is done with.
 */
export const withReturned = (
  accounts: readonly ManagedAccount[],
  { id, given }: { readonly id: string; readonly given: readonly string[] },
): readonly ManagedAccount[] =>
  accounts.map((account) => {
    const { givenByOthers = [], ...rest } = account;
    if (account.id !== id) return wasEnded(account) ? rest : account;
    const before = wasEnded(account) ? [] : givenByOthers;
    return withList(rest, [...new Set([...before, ...given.filter((group) => account.ownedGroups.includes(group))])]);
  });

/** The account without memberships that are not ours any more: a person who ended one is not contradicted. */
export function stillGiven(account: ManagedAccount): ManagedAccount {
  const { givenByOthers = [], ...rest } = account;
  return withList(
    rest,
    givenByOthers.filter((id) => account.ownedGroups.includes(id)),
  );
}

const withList = (account: ManagedAccount, givenByOthers: readonly string[]): ManagedAccount =>
  givenByOthers.length > 0 ? { ...account, givenByOthers } : account;

/** Whether we ended it, or began to. */
const wasEnded = ({ endedAt, left }: ManagedAccount): boolean => endedAt !== undefined || left?.enabled === false;
