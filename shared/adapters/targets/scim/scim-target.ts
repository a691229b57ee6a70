import type { ScimOptions } from '../../../contracts/config/scim-options.ts';
import type { Sighting } from '../../../domain/account/account.ts';
import { done, type Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { ChannelProbe, TargetProbe } from '../../../ports/target/target-probe.ts';
import type { CallerSettings } from '../http/caller.ts';
import { scimGroupAdministration } from './groups/administration.ts';
import { addToGroups, removeFromGroup } from './groups/change-members.ts';
import { createGroup, listGroups } from './groups/groups.ts';
import { groupsOfUser } from './groups/memberships.ts';
import { openServer } from './http/server.ts';
import { identityOf, scimProbe, scimSideProbe } from './scim-probe.ts';
import { SCIM_TRAITS } from './traits.ts';
import { ROLE } from './users/account.ts';
import { createUsers } from './users/create-user.ts';
import { findByUserName, findUsersByEmails, findUsersByIds } from './users/find-users.ts';
import { listUsers } from './users/list-users.ts';
import { setActive } from './users/set-active.ts';

export interface ScimSettings extends CallerSettings {
  readonly options?: ScimOptions;
}

/** A SCIM server as a target. */
export interface ScimTarget extends Target {
  readonly probe: TargetProbe;
  /** The same server, where it is the second interface of a product. */
  readonly sideProbe: ChannelProbe;
  /** A user of exactly this userName, in any case of its letters. */
  findByUserName(userName: string, call: Call): Promise<Outcome<Sighting>>;
}

/** One SCIM 2.0 server. Make one for a process and keep it: it holds the gate and what was learnt of the server. */
export function scimTarget({ options = {}, ...settings }: ScimSettings): ScimTarget {
  const { name } = settings;
  const server = openServer(settings, options);
  return {
    name,
    traits: SCIM_TRAITS,
    probe: scimProbe(server),
    sideProbe: scimSideProbe(server),
    identity: (call) => identityOf(server, call),

    findByIds: (ids, call) => findUsersByIds(server, ids, call),
    findByEmails: (emails, call) => findUsersByEmails(server, emails, call),
    findByUserName: (userName, call) => findByUserName(server, userName, call),
    listAccounts: (cursor, call) => listUsers(server, cursor, call),

    invite: (invitations, call) => createUsers(server, invitations, call),
    setEnabled: (id, enabled, call) => setActive(server, id, enabled, call),
    setRole: async (_id, role) =>
      role === ROLE
        ? done(undefined)
        : { kind: 'permanent', because: `${name} has no role ${role}; it has ${ROLE}. Correct the policy` },

    groupsOf: (id, call) => groupsOfUser(server, id, call),
    addToGroups: (id, groupIds, call) => addToGroups(server, id, groupIds, call),
    removeFromGroup: (groupId, ids, call) => removeFromGroup(server, groupId, ids, call),

    tokensOf: async () => done([]),
    listGroups: (call) => listGroups(server, call),
    createGroup: (group, call) => createGroup(server, group, call),
    groupAdministration: scimGroupAdministration(server),
  };
}
