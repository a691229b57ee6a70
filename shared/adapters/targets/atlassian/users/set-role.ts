import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { addUserToGroups, type MembershipDeps, removeUsersFromGroup } from '../groups/memberships.ts';
import type { RoleGroups } from '../groups/role-groups.ts';
import { findUsersByIds } from './find-users.ts';

/**
 * Gives an account another role: into the group of that role first, then out of the other's. What is so already costs no write. An
 * organisation administrator is left to the people who made them one.
 */
export async function setRole(
  deps: MembershipDeps & { readonly roles: RoleGroups },
  accountId: string,
  role: string,
  call: Call,
): Promise<Outcome<void>> {
  const { organisation, roles, lists } = deps;
  const { name } = organisation;
  const wanted = roles.grantable(role);
  if (wanted.kind !== 'done') return wanted;
  const ids = await roles.ids(call);
  if (ids.kind !== 'done') return ids;
  const seen = await findUsersByIds(organisation, [accountId], call);
  if (seen.kind !== 'done') return seen;
  const sighting = seen.value.get(accountId);
  if (sighting?.kind === 'absent') return noAccount(name, accountId);
  if (sighting?.kind !== 'present') {
    const because = `${name} does not show enough of account ${accountId} to change its role`;
    return { kind: 'retryable', because };
  }
  if (sighting.account.role === 'org-admin') {
    const because = `Account ${accountId} of ${name} is an organisation administrator, which only a person in Atlassian Administration may change`;
    return { kind: 'refused', reason: 'not-allowed', because };
  }

  const groups = await lists.ofAccount(accountId, call);
  if (groups.kind !== 'done') return groups;
  const has = new Set(groups.value.map(({ id }) => id));
  const group = ids.value[wanted.value];
  if (group !== undefined && !has.has(group)) {
    const added = await addUserToGroups(deps, accountId, [group], call);
    if (added.kind !== 'done') return added;
  }
  for (const other of Object.values(ids.value)) {
    if (other === group || !has.has(other)) continue;
    const removed = await removeUsersFromGroup(deps, other, [accountId], call);
    if (removed.kind !== 'done') return removed;
  }
  return done(undefined);
}

export const noAccount = (name: string, accountId: string): NotDone => ({
  kind: 'refused',
  reason: 'not-found',
  because: `${name} has no account ${accountId} in this directory`,
  status: 404,
});
