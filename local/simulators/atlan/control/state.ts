import type { ControlHandler } from '../../kit/control/control-request.ts';
import { ok } from '../../kit/http/answer.ts';
import { expiresAt, serviceAccount } from '../tenant/api-token.ts';
import { aliasOf, isDefault } from '../tenant/group.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { accountState, type User } from '../tenant/user.ts';
import type { AtlanWorld } from '../world.ts';

/** A user as control endpoints show them: with the state word and the names of the groups. */
export function shownUser(user: User, tenant: Tenant) {
  const { groupIds, loginEvents, ...rest } = user;
  const groups = groupIds.map((id) => tenant.groups.get(id)?.name ?? id).sort();
  return { ...rest, state: accountState(user), groups, logins: loginEvents.length };
}

/** Everything there is, without secrets. */
export const showState: ControlHandler<AtlanWorld> = ({ world, now }) => {
  const { tenant } = world;
  return ok({
    now,
    users: Array.from(tenant.users.values(), (user) => shownUser(user, tenant)),
    groups: Array.from(tenant.groups.values(), (group) => ({
      ...group,
      alias: aliasOf(group),
      isDefault: isDefault(group),
    })),
    assets: [...tenant.assets.values()],
    runs: [...tenant.runs.values()],
    roles: tenant.roles,
    tokens: Array.from(tenant.tokens.values(), ({ secret: _secret, ...token }) => ({
      ...token,
      username: serviceAccount(token),
      expiresAt: expiresAt(token),
    })),
    oauthClients: Array.from(tenant.oauthClients.values(), ({ secret: _secret, ...client }) => client),
    options: world.options(),
  });
};

const SHOWN = 200;

/** The first 200 users that have `q` in their e-mail, name, state, role or groups, newest first; for the page. */
export const searchUsers: ControlHandler<AtlanWorld> = ({ world, query }) => {
  const { tenant } = world;
  const sought = (query.get('q') ?? '').trim().toLowerCase();
  const all = Array.from(tenant.users.values());
  const found = sought === '' ? all : all.filter((user) => searchText(user, tenant).includes(sought));
  const newestFirst = [...found].sort((a, b) => b.createdTimestamp - a.createdTimestamp).slice(0, SHOWN);
  return ok({ total: all.length, matched: found.length, users: newestFirst.map((user) => shownUser(user, tenant)) });
};

function searchText(user: User, tenant: Tenant): string {
  const { firstName = '', lastName = '', username, email, workspaceRole, groupIds } = user;
  const groups = groupIds.map((id) => tenant.groups.get(id)?.name);
  return [firstName, lastName, username, email, workspaceRole, accountState(user), ...groups].join(' ').toLowerCase();
}
