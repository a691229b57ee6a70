import { newSecret as secretOf } from '../../kit/new-secret.ts';
import type { Random } from '../../kit/random.ts';
import { createVersionedTable, type VersionedTable, type View } from '../../kit/versioned-table.ts';
import type { ApiToken } from './api-token.ts';
import { type Asset, withoutOwner } from './asset.ts';
import { groupChanges } from './events/group-changes.ts';
import { signInEvents } from './events/sign-in-events.ts';
import { createTenantEvents, type TenantEvents } from './events/tenant-events.ts';
import { userChanges } from './events/user-changes.ts';
import { type Group, isDefault } from './group.ts';
import type { ClientBearer, OAuthClient } from './oauth-client.ts';
import { observedTable } from './observed-table.ts';
import { type Role, tenantRoles } from './role.ts';
import { createScimSide, type ScimSide } from './scim-side.ts';
import type { User } from './user.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What a reader sees: the tenant now, or as it was a while ago. */
export interface TenantView {
  readonly users: View<User>;
  readonly groups: View<Group>;
  readonly tokens: View<ApiToken>;
  readonly oauthClients: View<OAuthClient>;
  readonly assets: View<Asset>;
  readonly runs: View<WorkflowRun>;
}

/** All state of one tenant. Writers take the instant, so that delayed readers can be served. */
export interface Tenant {
  readonly users: VersionedTable<User>;
  readonly groups: VersionedTable<Group>;
  readonly tokens: VersionedTable<ApiToken>;
  readonly oauthClients: VersionedTable<OAuthClient>;
  readonly assets: VersionedTable<Asset>;
  readonly runs: VersionedTable<WorkflowRun>;
  readonly roles: readonly Role[];
  /** Secret of an interactive session → user id. */
  readonly bearers: Map<string, string>;
  /** Bearers that were given out to OAuth clients. */
  readonly clientBearers: Map<string, ClientBearer>;
  readonly scim: ScimSide;
  /** Every change of users and groups, written down by the tables themselves. */
  readonly events: TenantEvents;
  asOf(instant: number): TenantView;
  guid(): string;
  /** Does `task` at the first request at or after `dueAt`. */
  later(dueAt: number, task: (now: number) => void): void;
  settle(now: number): void;
  forgetHistory(): void;
}

export function createTenant(random: Random): Tenant {
  const roles = tenantRoles(() => random.guid());
  const events = createTenantEvents();
  const groups = observedTable(createVersionedTable<Group>(), (change) => {
    events.changed(groupChanges(change), change.at);
  });
  const users = observedTable(createVersionedTable<User>(), (change) => {
    events.changed(userChanges(change, { roles, groups }), change.at);
    for (const event of signInEvents(change)) events.login.write(event, change.at);
  });
  const tokens = createVersionedTable<ApiToken>();
  const oauthClients = createVersionedTable<OAuthClient>();
  const assets = createVersionedTable<Asset>();
  const runs = createVersionedTable<WorkflowRun>();
  let tasks: { readonly dueAt: number; readonly task: (now: number) => void }[] = [];
  return {
    users,
    groups,
    tokens,
    oauthClients,
    assets,
    runs,
    roles,
    bearers: new Map(),
    clientBearers: new Map(),
    scim: createScimSide(),
    events,
    asOf: (instant) => ({
      users: users.asOf(instant),
      groups: groups.asOf(instant),
      tokens: tokens.asOf(instant),
      oauthClients: oauthClients.asOf(instant),
      assets: assets.asOf(instant),
      runs: runs.asOf(instant),
    }),
    guid: () => random.guid(),
    later: (dueAt, task) => void tasks.push({ dueAt, task }),
    settle(now) {
      const due = tasks.filter(({ dueAt }) => dueAt <= now);
      if (due.length === 0) return;
      tasks = tasks.filter(({ dueAt }) => dueAt > now);
      for (const { task } of due) task(now);
    },
    forgetHistory() {
      users.forget();
      groups.forget();
      tokens.forget();
      oauthClients.forget();
      assets.forget();
      runs.forget();
      events.admin.forget();
      events.login.forget();
    },
  };
}

export const newSecret = (): string => secretOf('atlan');

export function findUser(users: View<User>, wanted: (user: User) => boolean): User | undefined {
  for (const user of users.values()) if (wanted(user)) return user;
  return undefined;
}

export const userByEmail = (users: View<User>, email: string): User | undefined => {
  const sought = email.toLowerCase();
  return findUser(users, (user) => user.email.toLowerCase() === sought);
};

export function groupByName(groups: View<Group>, name: string): Group | undefined {
  for (const group of groups.values()) if (group.name === name) return group;
  return undefined;
}

/** What every new user joins by itself. */
export const defaultGroupIds = (groups: View<Group>): readonly string[] =>
  [...groups.values()].filter(isDefault).map((group) => group.id);

/** The address's local part, with a number behind it where that is taken. */
export function freeUsername(users: View<User>, email: string): string {
  const wanted = email.slice(0, email.lastIndexOf('@')).toLowerCase();
  const taken = new Set(Array.from(users.values(), (user) => user.username));
  let username = wanted;
  for (let number = 2; taken.has(username); number += 1) username = `${wanted}${number}`;
  return username;
}

/** Removes the user, their sessions and every API token they created; what they alone own goes to the heir, where there is one. */
export function removeUser(tenant: Tenant, user: User, at: number, heir?: User): void {
  tenant.users.remove(user.id, at);
  for (const [secret, userId] of tenant.bearers) if (userId === user.id) tenant.bearers.delete(secret);
  for (const token of Array.from(tenant.tokens.values())) {
    if (token.createdBy === user.username) tenant.tokens.remove(token.id, at);
  }
  for (const asset of Array.from(tenant.assets.values())) {
    if (asset.ownerUsers.includes(user.username))
      tenant.assets.put(withoutOwner(asset, user.username, heir?.username), at);
  }
}
