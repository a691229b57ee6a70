import * as z from 'zod/mini';
import type { Account } from '../../../../domain/account/account.ts';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { GroupAdministration, GroupDetails } from '../../../../ports/target/group-administration.ts';
import { field, read } from '../../http/decode.ts';
import { endedGroupEndpoints } from '../ended-endpoints.ts';
import { readAll } from '../http/pages.ts';
import { countRecord, type GroupRecord } from '../http/records.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { settleChange } from '../organisation/settle-change.ts';
import { isMember, toAccount } from '../users/account.ts';
import { usersBy } from '../users/find-users.ts';
import { MEMBERS } from '../users/list-users.ts';
import { groupAccess } from './access.ts';
import { managerOf, notOurs } from './group-facts.ts';
import { toGroup } from './groups.ts';
import type { MembershipDeps } from './memberships.ts';

/** What an operator may do with the groups of an organisation. */
export function groupAdministration(deps: MembershipDeps): GroupAdministration & {
  readonly count: NonNullable<GroupAdministration['count']>;
  readonly stats: NonNullable<GroupAdministration['stats']>;
  readonly access: NonNullable<GroupAdministration['access']>;
} {
  const { organisation, facts } = deps;
  return {
    details: async (groupId, call) => mapOutcome(await facts.details(groupId, call), toDetails),
    members: (groupId, call) => membersOf(organisation, groupId, call),
    remove: (groupId, call) => removeGroup(deps, groupId, call),
    count: (call) => countAt(organisation, 'groups.count', `${organisation.paths.groups}/count`, [], call),
    stats: (call) => statsOf(organisation, call),
    access: groupAccess(deps),
    endedApi: (api) => (api.toLowerCase() === 'v1' ? endedGroupEndpoints() : undefined),
  };
}

function toDetails(group: GroupRecord): GroupDetails {
  const { description, managedBy, externalSynced, managementAccess = {}, counts } = group;
  const { deletable, modifiable, readable } = managementAccess;
  const shown = { managedBy, externalSynced, deletable, modifiable, readable, resources: counts?.resources };
  const facts = Object.entries(shown).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return {
    ...toGroup(group),
    ...(description !== undefined && { description }),
    managedBy: managerOf(group),
    facts: Object.fromEntries(facts),
  };
}

/** All pages, beside Atlassian's own count: a list that is shorter or longer is no answer. */
async function membersOf(
  organisation: Organisation,
  groupId: string,
  call: Call,
): Promise<Outcome<readonly Account[]>> {
  const filter = { groupIds: [groupId], membershipStatus: MEMBERS };
  const users = await readAll(
    organisation,
    { ...usersBy(organisation, 'groups.members', filter), about: 'thing' },
    call,
  );
  if (users.kind !== 'done') return users;
  const query = [['groupIds', groupId], ...MEMBERS.map((one) => ['membershipStatus', one] as const)] as const;
  const path = `${organisation.paths.users}/count`;
  const count = await countAt(organisation, 'groups.count-members', path, query, call);
  if (count.kind !== 'done') return count;
  if (new Set(users.value.map(({ accountId }) => accountId)).size !== count.value) {
    const because = `${organisation.name} does not count as many members of group ${groupId} as it lists`;
    return { kind: 'retryable', because };
  }
  return done(users.value.filter(isMember).map((user) => toAccount(user, organisation.settings)));
}

async function countAt(
  organisation: Organisation,
  operation: string,
  path: string,
  query: readonly (readonly [string, string])[],
  call: Call,
): Promise<Outcome<number>> {
  const count = await read(organisation, { operation, method: 'GET', path, query }, countRecord, call);
  return mapOutcome(count, ({ count: figure }) => figure);
}

const statsShape = z.looseObject({
  types: field(z.array(z.looseObject({ type: z.string(), count: z.number() }))),
  totals: field(z.record(z.string(), z.number())),
});

/** By Atlassian's own words; they need not add up. */
async function statsOf(organisation: Organisation, call: Call): Promise<Outcome<Readonly<Record<string, number>>>> {
  const path = `${organisation.paths.groups}/stats`;
  const stats = await read(organisation, { operation: 'groups.stats', method: 'GET', path }, statsShape, call);
  return mapOutcome(stats, ({ types = [], totals = {} }) => ({
    ...totals,
    ...Object.fromEntries(types.map(({ type, count }) => [type, count])),
  }));
}

/** Deletes a group for good; one that is not there is done. */
async function removeGroup(deps: MembershipDeps, groupId: string, call: Call): Promise<Outcome<void>> {
  const { organisation, facts, directories } = deps;
  const directory = await directories.mayWrite(call);
  if (directory.kind !== 'done') return directory;
  const group = await facts.details(groupId, call);
  if (isGone(group)) return done(undefined);
  if (group.kind !== 'done') return group;
  const not = notOurs(organisation.name, group.value);
  if (not) return not;
  if (group.value.managementAccess?.deletable === false) {
    const because = `${organisation.name} does not allow group ${groupId} to be deleted: it has a default role, or gives administration`;
    return { kind: 'refused', reason: 'not-allowed', because };
  }
  const operation = 'groups.delete';
  const look = async (): Promise<Outcome<boolean>> => {
    const now = await facts.details(groupId, call);
    if (isGone(now)) return done(true);
    return now.kind === 'done' ? done(false) : now;
  };
  const path = organisation.paths.group(groupId);
  const reply = await organisation.ask({ operation, method: 'DELETE', path }, call);
  const removed = await settleChange(organisation, reply, { about: { operation }, look }, call);
  facts.forget(groupId);
  return isGone(removed) ? done(undefined) : removed;
}

const isGone = (outcome: Outcome<unknown>): boolean => outcome.kind === 'refused' && outcome.reason === 'not-found';
