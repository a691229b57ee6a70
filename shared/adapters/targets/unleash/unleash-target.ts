import type { CatalogueEntry, OwnSettings } from '../../../contracts/config/config.ts';
import { done, type Outcome } from '../../../domain/outcome.ts';
import type { Exclusive } from '../../../ports/exclusive.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { TargetProbe } from '../../../ports/target/target-probe.ts';
import { type CallerSettings, openTenant } from '../http/caller.ts';
import { groupAdministration } from './groups/administration.ts';
import { createGroup } from './groups/create-group.ts';
import { groupList } from './groups/group-list.ts';
import { groupsOf, listGroups } from './groups/groups.ts';
import { memberships } from './groups/memberships.ts';
import { busy, inTurn } from './groups/turn.ts';
import { UNLEASH_DIALECT } from './http/dialect.ts';
import { UNLEASH_TRAITS } from './traits.ts';
import { unleashProbe } from './unleash-probe.ts';
import { createUsers } from './users/create-users.ts';
import { findByEmails, findByIds, listAccounts } from './users/find-users.ts';
import { identity } from './users/identity.ts';
import { deleteUser, setEmail, setRole } from './users/write-users.ts';

export interface UnleashSettings extends CallerSettings {
  /** What the configuration says of this target. */
  readonly settings?: Pick<OwnSettings, 'unleash'> & {
    readonly groups?: Readonly<Record<string, Partial<CatalogueEntry>>>;
  };
  /** Keeps other processes from rewriting a group at the same time. Absent: there are none. */
  readonly exclusive?: Exclusive;
}

/** Unleash as a target, and what else its API offers a lifecycle system. */
export interface UnleashTarget extends Target {
  readonly probe: TargetProbe;
  setEmail(accountId: string, email: string, call: Call): Promise<Outcome<void>>;
}

/** For a process that is the only one. */
const ALONE: Exclusive = { run: (_key, { deadline }, work) => work(deadline) };

/** One instance of Unleash over its Admin API. Make one for a process and keep it: it holds the gate, and the queues of its groups. */
export function unleashTarget(given: UnleashSettings): UnleashTarget {
  const {
    name,
    clock,
    settings: { unleash: { sendEmail = false, edition } = {}, groups: catalogue = {} } = {},
    exclusive = ALONE,
  } = given;
  const tenant = openTenant(UNLEASH_DIALECT, given);
  const list = groupList(tenant, edition);
  const turns = { tenant, exclusive, clock };
  const members = memberships({ list, ...turns });

  return {
    name,
    traits: UNLEASH_TRAITS,
    probe: unleashProbe(tenant, list, catalogue),
    groupAdministration: groupAdministration(tenant, list),
    identity: (call) => identity(tenant, call),

    findByIds: (ids, call) => findByIds(tenant, ids, call),
    findByEmails: (emails, call) => findByEmails(tenant, emails, call),
    listAccounts: (cursor, call) => listAccounts(tenant, cursor, call),

    invite: (invitations, call) => createUsers(tenant, sendEmail, invitations, call),
    setEnabled: async () => ({
      kind: 'refused',
      reason: 'invalid',
      because: `${name} cannot disable accounts: Unleash only deletes them`,
    }),
    deleteAccount: (id, call) => deleteUser(tenant, id, call),
    setRole: (id, role, call) => setRole(tenant, id, role, call),
    setEmail: (id, email, call) => setEmail(tenant, id, email, call),

    groupsOf: (id, call) => groupsOf(tenant, list, id, call),
    addToGroups: (id, groupIds, call) => members.add(id, groupIds, call),
    removeFromGroup: (groupId, ids, call) => members.remove(groupId, ids, call),

    // the list of API tokens does not say who made one
    tokensOf: async () => done([]),

    listGroups: (call) => listGroups(list, call),
    // two who create it at once would make two groups of one name
    createGroup: async (group, call) =>
      (await inTurn(turns, 'groups', call, (granted) => createGroup({ tenant, list, catalogue }, group, granted))) ??
      busy(turns, 'groups', call),
  };
}
