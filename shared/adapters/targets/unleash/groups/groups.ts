import { done, mapOutcome, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Group } from '../../../../ports/target/group.ts';
import { read } from '../../http/decode.ts';
import type { Tenant } from '../http/dialect.ts';
import { type GroupRecord, groupRecord } from '../http/records.ts';
import { isId } from '../users/account.ts';
import { getUser, noSuchAccount } from '../users/get-user.ts';
import { rootRoleName } from '../users/root-roles.ts';
import { type GroupList, groupPath } from './group-list.ts';

export const toGroup = ({ id, name, users, mappingsSSO, rootRole, scimId }: GroupRecord): Group => {
  const roleOfMembers = rootRoleName(rootRole);
  return {
    id: String(id),
    name,
    memberCount: users.length,
    ...(mappingsSSO && mappingsSSO.length > 0 && { isFilledAtSignIn: true }),
    ...(scimId !== undefined && { managedBy: 'identity-provider' }),
    ...(roleOfMembers !== undefined && { roleOfMembers }),
  };
};

/** All groups; none in the open source edition. */
export const listGroups = async (list: GroupList, call: Call): Promise<Outcome<readonly Group[]>> =>
  mapOutcome(await list.read(call), (groups) => groups.map(toGroup));

/** The groups a user is in. Who is in none is asked for, because groups say nothing of an account that is not there. */
export async function groupsOf(
  tenant: Tenant,
  list: GroupList,
  accountId: string,
  call: Call,
): Promise<Outcome<readonly Group[]>> {
  const groups = await list.read(call);
  if (groups.kind !== 'done') return groups;
  const own = groups.value.filter(({ users }) => users.some(({ user }) => String(user.id) === accountId));
  if (own.length > 0) return done(own.map(toGroup));
  const user = await getUser(tenant, accountId, call);
  if (user.kind !== 'done') return user;
  return user.value ? done([]) : noSuchAccount(tenant, accountId);
}

/** One group with its members; `refused` as `not-found` where there is none. */
export async function getGroup(tenant: Tenant, groupId: string, call: Call): Promise<Outcome<GroupRecord>> {
  if (!isId(groupId)) return noSuchGroup(tenant, groupId);
  const request = { operation: 'groups.get', method: 'GET', path: groupPath(groupId), about: 'thing' } as const;
  const group = await read(tenant, request, groupRecord, call);
  if (group.kind !== 'done' || String(group.value.id) === groupId) return group;
  return { kind: 'retryable', because: `${tenant.name} answered groups.get with another group than ${groupId}` };
}

const noSuchGroup = ({ name }: Tenant, groupId: string): NotDone => ({
  kind: 'refused',
  reason: 'not-found',
  because: `${name} has no group ${groupId}`,
});
