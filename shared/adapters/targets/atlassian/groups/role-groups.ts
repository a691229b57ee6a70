import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { isNeverGranted } from '../../../../domain/provider/traits.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { TargetRole } from '../../../../ports/target/target-probe.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { ATLASSIAN_TRAITS } from '../traits.ts';
import type { GroupFacts } from './group-facts.ts';
import type { GroupLists } from './groups.ts';

type GrantableRole = 'guest' | 'user';

export interface RoleGroups {
  /** The role, if it is one that we may give; `permanent` otherwise. */
  grantable(role: string): Outcome<GrantableRole>;
  /** Ids of the groups that give a role; `permanent` when one is configured and not there. */
  ids(call: Call): Promise<Outcome<Readonly<Partial<Record<GrantableRole, string>>>>>;
  /** For an examination: the roles that are there, one that has no group of its own among them. */
  shown(call: Call): Promise<Outcome<readonly TargetRole[]>>;
  /** After a 404: the ids are looked up again. */
  forget(): void;
}

/** Groups are looked up again this often: one may be deleted and made anew. */
const FRESH_MS = 60 * 60_000;

/** Looks the groups up by one cached search. */
export function roleGroups(organisation: Organisation, lists: GroupLists, facts: GroupFacts): RoleGroups {
  const { name, clock, settings } = organisation;
  const wanted = (['guest', 'user'] as const).flatMap((role) => {
    const group = settings.roleGroups[role];
    return group === undefined ? [] : [{ role, group }];
  });
  let cached: { readonly ids: Readonly<Partial<Record<GrantableRole, string>>>; readonly readAt: number } | undefined;

  async function find(call: Call): Promise<Outcome<Readonly<Partial<Record<GrantableRole, string>>>>> {
    const groupNames = wanted.map(({ group }) => group);
    const found = await lists.list('groups.find-role-groups', { groupNames }, call);
    if (found.kind !== 'done') return found;
    facts.keep(found.value);
    const entries = wanted.flatMap(({ role, group }) =>
      found.value.flatMap((one) => (one.name === group ? [[role, one.id] as const] : [])),
    );
    return done(Object.fromEntries(entries));
  }

  return {
    forget: () => {
      cached = undefined;
    },
    grantable: (role) => {
      if (role === 'guest' || role === 'user') return done(role);
      const because = isNeverGranted(role, ATLASSIAN_TRAITS)
        ? `${role} is given by a person in Atlassian Administration, never by this system. Correct the policy`
        : `${name} has no role ${role}; it has guest, user. Correct the policy`;
      return { kind: 'permanent', because };
    },
    ids: async (call) => {
      if (cached && clock.now() - cached.readAt < FRESH_MS) return done(cached.ids);
      const ids = await find(call);
      if (ids.kind !== 'done') return ids;
      const missing = wanted.find(({ role }) => ids.value[role] === undefined);
      if (missing) return noGroup(name, missing.role, missing.group);
      cached = { ids: ids.value, readAt: clock.now() };
      return ids;
    },
    shown: async (call) => {
      const ids = await find(call);
      if (ids.kind !== 'done') return ids;
      const found = Object.entries(ids.value).map(([role, id]) => ({ id, name: role }));
      const inNone = settings.roleGroups.guest === undefined ? [{ id: 'no role group', name: 'guest' }] : [];
      return done([...inNone, ...found, { id: 'atlassian/org-admin', name: 'org-admin' }]);
    },
  };
}

const noGroup = (name: string, role: GrantableRole, group: string): NotDone => ({
  kind: 'permanent',
  because: `${name} has no group "${group}", which gives the role ${role}: create it in Atlassian Administration with access to the apps, or correct atlassian.roleGroups`,
});
