import type { Action } from '../plan/action.ts';
import { isOverOn } from './access-over.ts';
import type { Left, LeftChange } from './left.ts';
import type { ManagedAccount, TargetRecord } from './worker.ts';

export const leftOf = ({ left, endedAt }: Pick<ManagedAccount, 'left' | 'endedAt'>): Left => ({
  ...(left?.enabled !== undefined && { enabled: left.enabled }),
  ...(left?.role !== undefined && { role: left.role }),
  hasEnded: endedAt !== undefined,
});

/**
 * The accounts as the commit of the worker's version `version` keeps them: those that it leaves otherwise than the last one, or after a
 * step of ours, bear it.
 */
export const withVersions = (
  accounts: readonly ManagedAccount[],
  before: readonly ManagedAccount[],
  version: number,
): readonly ManagedAccount[] =>
  accounts.map((account) => {
    const known = before.find(({ id }) => id === account.id);
    const last = account.left?.version;
    if (!account.left && account.endedAt === undefined) return account;
    const isSame = known !== undefined && last !== undefined && isSameLeft(leftOf(known), leftOf(account));
    return { ...account, left: { ...account.left, version: isSame ? last : version } };
  });

/** A worker on one target, before a commit or as it leaves them. */
export type LeftSide = Pick<TargetRecord, 'accounts' | 'foreign' | 'overAt'>;

/** What the commit of `version` changes of what was left; its accounts went through `withVersions`. */
export function leftChanges(
  { workerKey, version }: Pick<LeftChange, 'workerKey' | 'version'>,
  now: LeftSide,
  before: LeftSide,
): readonly LeftChange[] {
  const about = (accountId: string) => ({ accountId, workerKey, version });
  const changed = now.accounts.filter(({ left }) => left?.version === version);
  const [ids, idsBefore] = [idsOf(now), idsOf(before)];
  const gone = [...idsBefore].filter((id) => !ids.has(id));
  return [
    ...changed.map((account) => ({ ...about(account.id), left: leftOf(account) })),
    ...foreignChanges(now, before).map((id) => ({
      ...about(id),
      left: { hasEnded: isOverOn(now) },
      isForeign: true,
    })),
    ...gone.map(about),
  ];
}

const idsOf = ({ accounts, foreign = [] }: LeftSide): ReadonlySet<string> =>
  new Set([...accounts.map(({ id }) => id), ...foreign]);

/** Ids of those that are not ours: none of them could sign in when access was said to be over. */
function foreignChanges({ foreign = [], ...now }: LeftSide, before: LeftSide): readonly string[] {
  return isOverOn(now) === isOverOn(before) ? foreign.filter((id) => !before.foreign?.includes(id)) : foreign;
}

/** The account after a step that was read back: whatever others did to it is over, and what they do next is reported again. */
export function afterStep({ drift, ...account }: ManagedAccount, action: Action): ManagedAccount {
  if (!('accountId' in action) || action.accountId !== account.id) return { ...account, ...(drift && { drift }) };
  const { ownedGroups } = account;
  const { version: _, ...left } = account.left ?? {};
  switch (action.kind) {
    case 'enable':
      return { ...account, left: { ...left, enabled: true } };
    case 'disable':
    case 'delete':
      return { ...account, left: { ...left, enabled: false } };
    case 'set-role':
      return { ...account, left: { ...left, role: action.role } };
    case 'add-to-groups':
      return action.isGivenBack
        ? account
        : { ...account, ownedGroups: [...new Set([...ownedGroups, ...action.groupIds])] };
    case 'remove-from-group':
      return { ...account, ownedGroups: ownedGroups.filter((id) => id !== action.groupId) };
    case 'adopt':
    case 'revoke-token':
    case 'hand-over-assets':
    case 'remove':
      return account;
  }
}

const isSameLeft = (one: Left, other: Left): boolean =>
  one.enabled === other.enabled && one.role === other.role && one.hasEnded === other.hasEnded;
