import type { Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { NewGroup } from '../../../ports/target/group.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { TargetProbe } from '../../../ports/target/target-probe.ts';
import { type CallerSettings, openTenant } from '../http/caller.ts';
import { handOverAssets } from './assets/hand-over.ts';
import { assetsOwnedBy } from './assets/search-assets.ts';
import { atlanProbe } from './atlan-probe.ts';
import { eventFeed } from './events/event-feed.ts';
import { type CreatedWithUsers, createGroup } from './groups/create-group.ts';
import { groupAdministration } from './groups/group-administration.ts';
import { groupLists, listGroups } from './groups/groups.ts';
import { addUserToGroups, groupsOfUser, removeUsersFromGroup } from './groups/memberships.ts';
import { ATLAN_DIALECT } from './http/dialect.ts';
import { accountRemoval } from './removal/account-removal.ts';
import { madeTokens } from './tenant/made-tokens.ts';
import { atlanRoles } from './tenant/roles.ts';
import type { Tenant } from './tenant/tenant.ts';
import { credentialExpiry } from './tenant/token-mint.ts';
import { ATLAN_TRAITS } from './traits.ts';
import { findUsersByEmails, findUsersByIds } from './users/find-users.ts';
import { currentIdentity } from './users/identity.ts';
import { inviteUsers } from './users/invite.ts';
import { listUsers } from './users/list-users.ts';
import { changeRole, enableUser } from './users/write-users.ts';

export interface AtlanSettings extends CallerSettings {
  readonly dialect?: Partial<AtlanDialect>;
}

/** Where documents disagree and a tenant may differ. The defaults are what Atlan's SDKs send. */
interface AtlanDialect {
  /** `get` asks `GET /users/{id}`, which no SDK does and one production client needs. */
  readonly readById: 'list' | 'get';
  /** `group` posts to `/groups/{id}/members`, which only third-party documents describe. */
  readonly addMembers: 'user' | 'group';
}

/** Atlan as a target, whose groups are made with their first members. */
export interface AtlanTarget extends Target {
  readonly probe: TargetProbe;
  createGroup(
    group: NewGroup & { readonly userIds?: readonly string[] },
    call: Call,
  ): Promise<Outcome<CreatedWithUsers>>;
}

const OFFICIAL: AtlanDialect = { readById: 'list', addMembers: 'user' };

/** One Atlan tenant over its REST API. Make one for a process and keep it: it holds the role cache and the gate. */
export function atlanTarget(settings: AtlanSettings): AtlanTarget {
  const { name, clock } = settings;
  const { readById, addMembers } = { ...OFFICIAL, ...settings.dialect };
  const tenant: Tenant = openTenant(ATLAN_DIALECT, settings);
  const roles = atlanRoles(tenant, clock);
  const lists = groupLists(tenant);
  const made = madeTokens(tenant, settings.secret, clock);

  return {
    name,
    traits: ATLAN_TRAITS,
    probe: atlanProbe(tenant),
    identity: (call) => currentIdentity(tenant, call),
    credentialExpiresAt: credentialExpiry(tenant, settings.secret),

    findByIds: (ids, call) => findUsersByIds(tenant, ids, readById, call),
    findByEmails: (emails, call) => findUsersByEmails(tenant, emails, call),
    listAccounts: (cursor, call) => listUsers(tenant, clock, cursor, call),

    invite: (invitations, call) => inviteUsers(tenant, roles, invitations, call),
    setEnabled: (id, enabled, call) => enableUser(tenant, id, enabled, call),
    setRole: (id, role, call) => changeRole(tenant, roles, id, role, call),

    groupsOf: (id, call) => groupsOfUser(tenant, id, call),
    addToGroups: (id, groupIds, call) => addUserToGroups(tenant, id, groupIds, addMembers, call),
    removeFromGroup: (groupId, ids, call) => removeUsersFromGroup(tenant, groupId, ids, call),

    listGroups: (call) => listGroups(tenant, lists, call),
    createGroup: (group, call) => createGroup(tenant, lists, group, call),
    groupAdministration: groupAdministration(tenant, lists),

    assets: {
      ownedBy: (account, call) => assetsOwnedBy(tenant, account, call),
      handOver: (ids, between, call) => handOverAssets(tenant, ids, between, call),
    },
    removal: accountRemoval(tenant, settings),
    eventFeed: eventFeed(tenant),
    tokensOf: made.tokensOf,
    revokeToken: made.revokeToken,
  };
}
