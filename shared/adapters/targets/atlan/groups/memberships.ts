import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Group } from '../../../../ports/target/group.ts';
import { settle } from '../../http/settle.ts';
import { readAll } from '../http/pages.ts';
import { groupRecord } from '../http/records.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { userPath } from '../users/write-users.ts';
import { groupPath, toGroup } from './groups.ts';

/** The groups a user is in. */
export async function groupsOfUser(tenant: Tenant, accountId: string, call: Call): Promise<Outcome<readonly Group[]>> {
  const listing = {
    operation: 'users.groups',
    path: `${userPath(accountId)}/groups`,
    record: groupRecord,
    about: 'thing',
    sort: 'name',
  } as const;
  const rows = await readAll(tenant, listing, call);
  if (rows.kind !== 'done') return rows;
  if (!rows.value.complete)
    return { kind: 'retryable', because: `${tenant.name} does not count as many groups of an account as it lists` };
  return done(rows.value.records.map(toGroup));
}

/**
 * Adds one user to groups; adding a member again is done. Atlan documents only the user-side endpoint; with the
 * dialect option `addMembers: 'group'` the group-side endpoint of third-party documents is used, one request a group.
 */
export async function addUserToGroups(
  tenant: Tenant,
  accountId: string,
  groupIds: readonly string[],
  addMembers: 'user' | 'group',
  call: Call,
): Promise<Outcome<void>> {
  if (groupIds.length === 0) return done(undefined);
  const operation = 'users.add-to-groups';
  const requests =
    addMembers === 'user'
      ? [{ ids: groupIds, path: `${userPath(accountId)}/groups`, json: { groups: groupIds } }]
      : groupIds.map((id) => ({ ids: [id], path: `${groupPath(id)}/members`, json: { users: [accountId] } }));
  for (const { ids, path, json } of requests) {
    const reply = await tenant.ask({ operation, method: 'POST', path, json }, call);
    const outcome = await settle(reply, { tenant, operation, about: 'thing' }, async () => {
      const groups = await groupsOfUser(tenant, accountId, call);
      return groups.kind === 'done' ? done(ids.every((id) => groups.value.some((group) => group.id === id))) : groups;
    });
    if (outcome.kind !== 'done') return outcome;
  }
  return done(undefined);
}

/** Removes users from one group; removing a user who is not a member is `done`. */
export async function removeUsersFromGroup(
  tenant: Tenant,
  groupId: string,
  accountIds: readonly string[],
  call: Call,
): Promise<Outcome<void>> {
  if (accountIds.length === 0) return done(undefined);
  const operation = 'groups.remove-members';
  const reply = await tenant.ask(
    { operation, method: 'POST', path: `${groupPath(groupId)}/members/remove`, json: { users: accountIds } },
    call,
  );
  return settle(reply, { tenant, operation, about: 'thing' }, async () => {
    for (const accountId of accountIds) {
      const groups = await groupsOfUser(tenant, accountId, call);
      if (groups.kind !== 'done') return groups;
      if (groups.value.some(({ id }) => id === groupId)) return done(false);
    }
    return done(true);
  });
}
