import type { Account } from '../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../domain/outcome.ts';
import type { Random } from '../../ports/random.ts';
import type { Call } from '../../ports/target/call.ts';
import type { CreatedGroup, Group, NewGroup } from '../../ports/target/group.ts';
import type { GrantedRole, GroupAdministration } from '../../ports/target/group-administration.ts';
import type { Target } from '../../ports/target/target.ts';

interface MemoryGroupsSettings {
  readonly name: string;
  readonly random: Random;
  readonly groupNames: 'as-seen' | 'internally';
  readonly accounts: ReadonlyMap<string, Account>;
  /** One request of the target whose groups they are. */
  readonly request: <T>(operation: string, call: Call, change: () => Outcome<T>) => Promise<Outcome<T>>;
}

export interface MemoryGroups
  extends Pick<Target, 'groupsOf' | 'addToGroups' | 'removeFromGroup' | 'listGroups' | 'createGroup'> {
  readonly groupAdministration: GroupAdministration;
  /** The account is in no group any more. */
  readonly forget: (accountId: string) => void;
}

/** The groups of a target in memory, with what their members are given. */
export function memoryGroups({ name, random, groupNames, accounts, request }: MemoryGroupsSettings): MemoryGroups {
  const groups = new Map<string, Group & Pick<NewGroup, 'description'>>();
  const members = new Map<string, Set<string>>();
  const given = new Map<string, readonly GrantedRole[]>();

  const missing: NotDone = { kind: 'refused', reason: 'not-found', because: `${name} has no such group` };
  const shown = ({ id, name: internal, alias }: Group): Group => ({
    id,
    name: internal,
    ...(alias !== undefined && { alias }),
    memberCount: members.get(id)?.size ?? 0,
  });
  const withGroup = <T>(id: string, change: (group: Group & Pick<NewGroup, 'description'>) => Outcome<T>) => {
    const group = groups.get(id);
    return group ? change(group) : missing;
  };
  const withAccount = <T>(id: string, change: () => Outcome<T>): Outcome<T> =>
    accounts.has(id) ? change() : { kind: 'refused', reason: 'not-found', because: `${name} has no such account` };
  const isSame = (one: GrantedRole) => (other: GrantedRole) =>
    one.resource === other.resource && one.role === other.role;

  function create({ alias, description }: NewGroup): Outcome<CreatedGroup> {
    const internal = groupNames === 'as-seen' ? alias : internalName(alias);
    if (internal === '')
      return {
        kind: 'permanent',
        because: `The alias "${alias}" leaves no internal name for ${name}; it needs a Latin letter or a digit`,
      };
    const existing = [...groups.values()].find((group) => group.name === internal);
    if (existing && existing.alias !== alias) {
      const because = `${name} has a group ${internal} with another alias; choose another`;
      return { kind: 'refused', reason: 'conflict', because };
    }
    if (existing) return done({ group: shown(existing), how: 'adopted' });
    const group = { id: random.uuid(), name: internal, alias, ...(description !== undefined && { description }) };
    groups.set(group.id, group);
    members.set(group.id, new Set());
    return done({ group: shown(group), how: 'created' });
  }

  return {
    groupsOf: (id, call) =>
      request('groups-of', call, () =>
        withAccount(id, () => done([...groups.values()].filter((group) => members.get(group.id)?.has(id)).map(shown))),
      ),
    addToGroups: (id, groupIds, call) =>
      request('add-to-groups', call, () =>
        withAccount(id, () => {
          if (groupIds.some((groupId) => !groups.has(groupId))) return missing;
          for (const groupId of groupIds) members.get(groupId)?.add(id);
          return done(undefined);
        }),
      ),
    removeFromGroup: (groupId, ids, call) =>
      request('remove-from-group', call, () =>
        withGroup(groupId, () => {
          for (const id of ids) members.get(groupId)?.delete(id);
          return done(undefined);
        }),
      ),
    listGroups: (call) => request('list-groups', call, () => done([...groups.values()].map(shown))),
    createGroup: (group, call) => request('create-group', call, () => create(group)),
    forget: (id) => {
      for (const group of members.values()) group.delete(id);
    },
    groupAdministration: {
      details: (id, call) =>
        request('group-details', call, () =>
          withGroup(id, (group) =>
            done({
              ...shown(group),
              ...(group.description !== undefined && { description: group.description }),
              managedBy: 'us',
              facts: {},
            }),
          ),
        ),
      members: (id, call) =>
        request('group-members', call, () =>
          withGroup(id, () => done([...(members.get(id) ?? [])].flatMap((accountId) => accounts.get(accountId) ?? []))),
        ),
      remove: (id, call) =>
        request('delete-group', call, () => {
          for (const kept of [groups, members, given]) kept.delete(id);
          return done(undefined);
        }),
      count: (call) => request('count-groups', call, () => done(groups.size)),
      stats: (call) => request('group-stats', call, () => done({ all: groups.size })),
      access: {
        list: (id, call) => request('group-access', call, () => withGroup(id, () => done(given.get(id) ?? []))),
        grant: (id, role, call) =>
          request('grant-access', call, () =>
            withGroup(id, () => {
              const others = (given.get(id) ?? []).filter((one) => !isSame(role)(one));
              given.set(id, [...others, role]);
              return done(undefined);
            }),
          ),
        revoke: (id, role, call) =>
          request('revoke-access', call, () =>
            withGroup(id, () => {
              given.set(
                id,
                (given.get(id) ?? []).filter((one) => !isSame(role)(one)),
              );
              return done(undefined);
            }),
          ),
      },
    },
  };
}

const internalName = (alias: string): string =>
  alias
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
