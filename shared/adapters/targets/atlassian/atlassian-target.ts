import type { AtlassianSettings } from '../../../contracts/config/providers/atlassian-settings.ts';
import type { TargetSecret } from '../../../contracts/target-secret.ts';
import { PermanentError } from '../../../domain/failure.ts';
import { done, mapOutcome, type Outcome } from '../../../domain/outcome.ts';
import type { Secret } from '../../../ports/secret.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { TargetProbe } from '../../../ports/target/target-probe.ts';
import { type CallerSettings, openTenant } from '../http/caller.ts';
import { atlassianProbe } from './atlassian-probe.ts';
import { groupAdministration } from './groups/administration.ts';
import { createGroup } from './groups/create-group.ts';
import { groupFacts } from './groups/group-facts.ts';
import { groupLists, listGroups } from './groups/groups.ts';
import { addUserToGroups, groupsOfUser, removeUsersFromGroup } from './groups/memberships.ts';
import { roleGroups } from './groups/role-groups.ts';
import { ATLASSIAN_DIALECT } from './http/dialect.ts';
import { directories as directoriesOf } from './organisation/directories.ts';
import { keyExpiresAt } from './organisation/key-expiry.ts';
import { type Organisation, pathsOf } from './organisation/organisation.ts';
import { ATLASSIAN_TRAITS } from './traits.ts';
import { findUsersByEmails, findUsersByIds } from './users/find-users.ts';
import { inviteUsers } from './users/invite.ts';
import { listUsers } from './users/list-users.ts';
import { removeUser } from './users/remove-user.ts';
import { setEnabled } from './users/set-enabled.ts';
import { setRole } from './users/set-role.ts';

export interface AtlassianTargetSettings extends CallerSettings {
  readonly atlassian?: AtlassianSettings | undefined;
}

/** One directory of an Atlassian organisation as a target, and what else its API offers a lifecycle system. */
export interface AtlassianTarget extends Target {
  readonly probe: TargetProbe;
  readonly groupAdministration: ReturnType<typeof groupAdministration>;
  /** Takes an account out of the directory, with its groups. One that is gone already is done. */
  removeUser(accountId: string, call: Call): Promise<Outcome<void>>;
}

/**
 * An organisation over its Organizations API, version 2. Make one for a process and keep it: it holds the gate, the role groups and what it
 * knows of groups. Throws `PermanentError` without `atlassian` in the settings.
 */
export function atlassianTarget({ atlassian, ...settings }: AtlassianTargetSettings): AtlassianTarget {
  const { name, clock } = settings;
  if (!atlassian)
    throw new PermanentError(`${name} needs atlassian.orgId and atlassian.directoryId in the configuration`);
  const tenant = openTenant(ATLASSIAN_DIALECT, { ...settings, secret: withoutAdmin(settings.secret) });
  const organisation: Organisation = { ...tenant, settings: atlassian, clock, paths: pathsOf(atlassian) };
  const directories = directoriesOf(organisation);
  const lists = groupLists(organisation);
  const facts = groupFacts(organisation);
  const roles = roleGroups(organisation, lists, facts);
  const deps = { organisation, directories, lists, facts, roles };

  return {
    name,
    traits: ATLASSIAN_TRAITS,
    probe: atlassianProbe(deps),
    // a key says nothing of itself; what it may manage proves that it works
    identity: async (call) => mapOutcome(await directories.list(call), () => ({ id: atlassian.orgId })),
    credentialExpiresAt: async () => done(keyExpiresAt(atlassian)),

    findByIds: (ids, call) => findUsersByIds(organisation, ids, call),
    findByEmails: (emails, call) => findUsersByEmails(organisation, emails, call),
    listAccounts: (cursor, call) => listUsers(organisation, cursor, call),

    invite: (invitations, call) => inviteUsers(deps, invitations, call),
    setEnabled: (id, enabled, call) => setEnabled(deps, id, enabled, call),
    setRole: (id, role, call) => setRole(deps, id, role, call),
    removeUser: (id, call) => removeUser(deps, id, call),

    groupsOf: (id, call) => groupsOfUser(deps, id, call),
    addToGroups: (id, groupIds, call) => addUserToGroups(deps, id, groupIds, call),
    removeFromGroup: (groupId, ids, call) => removeUsersFromGroup(deps, groupId, ids, call),

    // personal API tokens act as the person, and end with the account
    tokensOf: async () => done([]),

    listGroups: (call) => listGroups(organisation, lists, call, (groups) => facts.keep(groups)),
    createGroup: (group, call) => createGroup(deps, group, call),
    groupAdministration: groupAdministration(deps),
  };
}

/** A secret may name the host, or the base that Atlassian's documents show; both APIs stand below the host. */
function withoutAdmin(secret: Secret<TargetSecret>): Secret<TargetSecret> {
  const bare = (held: TargetSecret): TargetSecret => ({ ...held, baseUrl: held.baseUrl.replace(/\/admin$/, '') });
  return { get: async () => bare(await secret.get()), refresh: async () => bare(await secret.refresh()) };
}
