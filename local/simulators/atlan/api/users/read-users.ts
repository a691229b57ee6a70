import { ok, Refused } from '../../../kit/http/answer.ts';
import { notFound } from '../../http/answer.ts';
import { listAnswer } from '../../query/list-answer.ts';
import { projection } from '../../query/projection.ts';
import { type ApiHandler, unknownUser } from '../api-request.ts';
import type { Caller } from '../caller.ts';
import { fullUser, minimalUser, withoutHidden } from './render-user.ts';
import { userFields } from './user-fields.ts';

export const listUsers: ApiHandler = (request) => {
  const { view, query, options, disorder } = request;
  const project = projection(query, ['id', 'username']);
  return listAnswer({
    records: view.users.values(),
    fields: userFields,
    query,
    options,
    disorder,
    render: (user) => withoutHidden(project(fullUser(user, request)), user.id, request),
  });
};

/** In no SDK, so a tenant may lack it. */
export const getUser: ApiHandler = (request) => {
  const { view, params, options } = request;
  if (!options.getUserById) throw new Refused(notFound('no such path'));
  const user = view.users.get(params.get('id') ?? '');
  if (user === undefined) throw new Refused(unknownUser(options));
  return ok(withoutHidden(minimalUser(user), user.id, request));
};

export const currentUser: ApiHandler = (request) => {
  const { caller } = request;
  if (caller.kind === 'user') return ok(withoutHidden(minimalUser(caller.user), caller.user.id, request));
  const { id, createdAt } = caller.kind === 'token' ? caller.token : caller.client;
  return ok({
    id,
    createdTimestamp: createdAt,
    username: caller.username,
    enabled: true,
    totp: false,
    emailVerified: false,
    disableableCredentialTypes: [],
    requiredActions: [],
    access: { manageGroupMembership: true, view: true, mapRoles: true, impersonate: true, manage: true },
  });
};

/** SDKs only look at the role names. */
export const whoAmI: ApiHandler = ({ caller }) => {
  return ok({ username: caller.username, roles: [{ name: roleOf(caller) }] });
};

function roleOf(caller: Caller): string {
  switch (caller.kind) {
    case 'token':
      return '$api-token-default-access';
    case 'client':
      return caller.client.role;
    case 'user':
      return caller.user.workspaceRole;
  }
}

/** A bare array. */
export const userSessions: ApiHandler = ({ view, params, options }) => {
  const user = view.users.get(params.get('id') ?? '');
  if (user === undefined) throw new Refused(unknownUser(options));
  return ok(
    user.loginEvents.slice(0, 5).map(({ sessionId, ipAddress, time }) => ({
      clients: { [sessionId]: 'atlan-frontend' },
      id: sessionId,
      ipAddress,
      lastAccess: time,
      start: time,
      userId: user.id,
      username: user.username,
    })),
  );
};
