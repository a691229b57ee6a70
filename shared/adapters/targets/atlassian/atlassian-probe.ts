import { done, type Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Habit, TargetProbe, TenantLook } from '../../../ports/target/target-probe.ts';
import { managerOf } from './groups/group-facts.ts';
import type { GroupLists } from './groups/groups.ts';
import type { RoleGroups } from './groups/role-groups.ts';
import { readPage } from './http/pages.ts';
import { bareGroupId, type UserRecord } from './http/records.ts';
import type { Directories } from './organisation/directories.ts';
import { keyExpiresAt } from './organisation/key-expiry.ts';
import type { Organisation } from './organisation/organisation.ts';
import { isMember } from './users/account.ts';
import { usersBy } from './users/find-users.ts';

interface Deps {
  readonly organisation: Organisation;
  readonly directories: Directories;
  readonly lists: GroupLists;
  readonly roles: RoleGroups;
}

/** What is asked of an Atlassian organisation to examine it. */
export const atlassianProbe = ({ organisation, directories, lists, roles }: Deps): TargetProbe => ({
  credential: async (call) => {
    const there = await directories.list(call);
    if (there.kind !== 'done') return there;
    const at = keyExpiresAt(organisation.settings);
    const because =
      'Atlassian does not say when an organisation API key ends, and none lives longer than a year: put the date into atlassian.apiKeyExpires';
    const expiry = at === undefined ? ({ kind: 'unknown', because } as const) : ({ kind: 'at', at } as const);
    return done({ id: organisation.settings.orgId, kind: 'service-account', expiry });
  },
  roles: (call) => roles.shown(call),
  tenant: (call) => lookAtTenant(organisation, directories, call),
  mappedGroups: async (_alias, call) => {
    const groups = await lists.list('groups.list', {}, call);
    if (groups.kind !== 'done') return groups;
    const synced = groups.value.filter((group) => managerOf(group) === 'identity-provider').map(({ name }) => name);
    if (synced.length > 0) return done(synced);
    const because = `${organisation.name} has no group that an identity provider fills`;
    return { kind: 'refused', reason: 'not-found', because };
  },
});

/** One page of members, and the directories. The habits are numbered in docs/providers/atlassian.md. */
async function lookAtTenant(
  organisation: Organisation,
  directories: Directories,
  call: Call,
): Promise<Outcome<TenantLook>> {
  const page = await readPage(organisation, usersBy(organisation, 'users.sample', {}), undefined, call);
  if (page.kind !== 'done') return page;
  const all = await directories.list(call);
  if (all.kind !== 'done') return all;
  const { records, next } = page.value;
  const members = records.filter(isMember);
  const shown = members.flatMap(({ managementSource }) => managementSource ?? []);
  return done({
    accounts: members.length,
    ...(shown.length > 0 && { byScim: shown.filter((source) => source === 'synced').length }),
    habits: [
      { number: 1, seen: `${all.value.length} directories can be managed with this key` },
      ...habitsOf(records),
      ...(next ? [{ number: 5, seen: `a cursor of ${next.cursor.length} characters leads to the next page` }] : []),
    ],
  });
}

function habitsOf(users: readonly UserRecord[]): readonly Habit[] {
  if (users.length === 0) return [];
  const of = (count: number) => `${count} of ${users.length}`;
  const hidden = users.filter(({ email }) => email === undefined).length;
  const unlisted = users.filter(({ groups }) => groups === undefined).length;
  const ids = users.flatMap(({ groups = [] }) => groups.map(({ id }) => id));
  const isAri = ids.some((id) => bareGroupId(id) !== id);
  return [
    { number: 2, seen: `${of(hidden)} users come without an e-mail` },
    { number: 3, seen: `${of(unlisted)} users come without their groups` },
    ...(ids.length > 0 ? [{ number: 4, seen: `users name their groups by ${isAri ? 'an ARI' : 'a bare id'}` }] : []),
  ];
}
