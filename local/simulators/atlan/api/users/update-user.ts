import { type Decode, fieldsOf, filledText, flag, InvalidInput, isObject, listOf, text } from '../../../kit/decode.ts';
import { type Answer, done, ok, Refused } from '../../../kit/http/answer.ts';
import { badRequest, forbiddenAccount, heraclesError, notFound } from '../../http/answer.ts';
import { accountState, type User, type WorkspaceRole, workspaceRoles } from '../../tenant/user.ts';
import { type ApiHandler, type ApiRequest, userInPath } from '../api-request.ts';
import { minimalUser, withoutHidden } from './render-user.ts';

/** Fields that cannot be changed (email, username, …) are ignored silently: a 200 is not proof. */
export const updateUser: ApiHandler = (request) => {
  const { tenant, body, options, now } = request;
  const user = userInPath(request);
  const fields = fieldsOf(body, 'body');
  const enabled = fields.optional('enabled', flag);
  const firstName = fields.optional('firstName', text);
  const lastName = fields.optional('lastName', text);
  const attributes = fields.optional('attributes', attributeLists);
  if (accountState(user) === 'invited') return heraclesError(options.inviteeUpdateStatus, 'keycloak error', INVITEE);
  const refusal = enabled === undefined ? undefined : toggleRefusal(user, enabled, request);
  if (refusal !== undefined) return refusal;
  const updated: User = {
    ...user,
    enabled: enabled ?? user.enabled,
    firstName: firstName ?? user.firstName,
    lastName: lastName ?? user.lastName,
    attributes: { ...user.attributes, ...attributes },
  };
  tenant.users.put(updated, now);
  return ok(withoutHidden(minimalUser(updated), updated.id, request));
};

const INVITEE = '400 Bad Request: You can only update users that have already signed up';

function toggleRefusal(user: User, enabled: boolean, { caller, options }: ApiRequest): Answer | undefined {
  if (options.scimTenant)
    return forbiddenAccount('Users are provisioned by SCIM: disabling or reactivating them here is not allowed.');
  if (options.apiTokensMayNotDisable && caller.kind !== 'user') {
    return forbiddenAccount('API tokens are not allowed to activate or deactivate users.');
  }
  if (!enabled && user.workspaceRole === '$admin') {
    return forbiddenAccount(
      'Admin users cannot be deactivated - they must first be made non-admin users by changing their role.',
    );
  }
  if (options.disableTwice === 'refuse' && user.enabled === enabled)
    return badRequest('400 Bad Request: nothing to change');
  return undefined;
}

/** Lists of strings; null, as some SDKs send for what they do not know, says nothing. */
const attributeLists: Decode<Readonly<Record<string, readonly string[]>>> = (value, at) => {
  if (!isObject(value)) throw new InvalidInput(at, 'must be an object');
  const given = Object.entries(value).filter(([, list]) => list !== null);
  return Object.fromEntries(given.map(([name, list]) => [name, listOf(text)(list, `${at}.${name}`)]));
};

/** Works on an invitee too, and answers with an empty body. */
export const changeRole: ApiHandler = (request) => {
  const user = userInPath(request);
  setRole(user, fieldsOf(request.body, 'body').required('roleId', filledText), request);
  return done;
};

/** Only in the third-party dialect; 404 in Atlan's own. */
export const putRoles: ApiHandler = (request) => {
  if (request.options.dialect !== 'seed002') return notFound('no such path');
  const user = userInPath(request);
  const [roleId, ...more] = fieldsOf(request.body, 'body').required('roles', listOf(filledText));
  if (roleId === undefined || more.length > 0) return badRequest('400 Bad Request: body.roles must have one role id');
  setRole(user, roleId, request);
  return { status: 204, headers: {}, body: '' };
};

function setRole(user: User, roleId: string, { tenant, options, now }: ApiRequest): void {
  const role = tenant.roles.find(({ id }) => id === roleId);
  const workspaceRole: WorkspaceRole | undefined = workspaceRoles.find((name) => name === role?.name);
  if (role !== undefined && workspaceRole === undefined)
    throw new Refused(
      badRequest(`400 Bad Request: ${role.name} is no workspace role; use one of ${workspaceRoles.join(', ')}`),
    );
  if (workspaceRole === undefined) {
    throw new Refused(heraclesError(options.unknownRoleStatus, 'keycloak error', '404 Not Found: Could not find role'));
  }
  if (options.roleChangeOfDisabled === 'refuse' && !user.enabled) {
    throw new Refused(badRequest('400 Bad Request: the user is disabled'));
  }
  tenant.users.put({ ...user, workspaceRole }, now);
}

/** The path exists, but no caller may use it. */
export const deleteUser: ApiHandler = () => forbiddenAccount('Deleting users is not allowed.');
