import { ok } from '../../kit/http/answer.ts';
import { everybody, groupsOf, people } from '../tenant/instance.ts';
import { ADMIN, ROLES } from '../tenant/role.ts';
import { type ApiHandler, userInPath } from './api-request.ts';
import { whole } from './users/shown-user.ts';

/** Who the token is. Of a deprecated admin token there is no id but an internal one, and its secret comes back. */
export const currentUser: ApiHandler = (request) => {
  const { user, kind, secret } = request.caller;
  const permissions = user.rootRole === ADMIN ? [{ permission: 'ADMIN' }] : [];
  const token = {
    username: 'admin',
    permissions: ['ADMIN'],
    environment: '*',
    type: 'admin',
    secret,
    projects: ['*'],
    internalAdminTokenUserId: user.id,
  };
  return ok({ user: kind === 'admin-token' ? token : whole(user, request), permissions, feedback: [], splash: {} });
};

/** Who may be given access to a project: by id and name, without roles and members. */
export const accessible: ApiHandler = ({ view }) =>
  ok({
    users: people(view).map(({ id, name, username, email }) => ({ id, name, username, email, accountType: 'User' })),
    groups: [...view.groups.values()].map(({ id, name, members }) => ({ id, name, userCount: members.length })),
  });

/** How many administrators there are; those who are administrators by a group are not among them. */
export const adminCount: ApiHandler = ({ view, options }) => {
  const admins = everybody(view, options).filter(({ rootRole, kind }) => rootRole === ADMIN && kind !== 'system');
  const counted = (holds: (user: (typeof admins)[number]) => boolean) => admins.filter(holds).length;
  return ok({
    password: counted(({ kind, hasPassword }) => kind === 'person' && hasPassword),
    noPassword: counted(({ kind, hasPassword }) => kind === 'person' && !hasPassword),
    service: counted(({ kind }) => kind === 'service'),
  });
};

/** Experimental, says Unleash. */
export const permissionsOf: ApiHandler = (request) => {
  const user = userInPath(request, request.view);
  const groups = groupsOf(request.view, user.id).map(({ id, name }) => ({ id, name }));
  const root = [{ id: 1, name: 'ADMIN', displayName: 'Admin', type: 'root', hasPermission: user.rootRole === ADMIN }];
  const rootRole = ROLES.find(({ id }) => id === user.rootRole);
  return ok({
    overview: { root, project: [], groups, environment: [] },
    user: whole(user, request),
    rootRole,
    projectRoles: [],
  });
};

export const listRoles: ApiHandler = () => ok({ version: 1, roles: ROLES });

const DAY_MS = 86_400_000;

export const statistics: ApiHandler = ({ view, options, now }) => {
  const users = people(view);
  const seenWithin = (days: number) => users.filter(({ seenAt = 0 }) => now - seenAt < days * DAY_MS).length;
  const isEnterprise = options.edition === 'enterprise';
  return ok({
    timestamp: new Date(now).toISOString(),
    versionOSS: '8.2.0',
    versionEnterprise: isEnterprise ? '8.2.0' : '',
    users: users.length,
    serviceAccounts: everybody(view, options).filter(({ kind }) => kind === 'service').length,
    activeUsers: { last7: seenWithin(7), last30: seenWithin(30), last60: seenWithin(60), last90: seenWithin(90) },
    licensedUsers: seenWithin(90),
    groups: view.groups.size,
    roles: ROLES.length,
    projects: 1,
  });
};
