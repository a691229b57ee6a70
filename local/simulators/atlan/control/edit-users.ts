import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler, ControlRequest } from '../../kit/control/control-request.ts';
import {
  type Decode,
  type Fields,
  fieldsOf,
  filledText,
  flag,
  InvalidInput,
  integerBetween,
  listOf,
  oneOf,
  text,
} from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import { defaultGroupIds, freeUsername, groupByName, removeUser, type Tenant, userByEmail } from '../tenant/tenant.ts';
import { type AccountState, accountStates, type User, workspaceRoles } from '../tenant/user.ts';
import type { AtlanWorld } from '../world.ts';
import { shownUser } from './state.ts';

const instant = integerBetween(0);

/** Puts a person straight into a state, as an administrator or the identity provider might have. */
export const createUser: ControlHandler<AtlanWorld> = ({ world, body, now }) => {
  const { tenant } = world;
  const known = [
    'email',
    'state',
    'username',
    'firstName',
    'lastName',
    'role',
    'groups',
    'createdTimestamp',
    'lastLoginTime',
    'isScimUser',
  ];
  const fields = fieldsOf(body, 'body', known);
  const email = fields.required('email', filledText);
  const state = fields.required('state', oneOf(accountStates));
  if (userByEmail(tenant.users, email) !== undefined) throw complain(409, `${email} is the address of another user.`);
  const createdTimestamp = fields.optional('createdTimestamp', instant) ?? now;
  const lastLoginTime = fields.optional('lastLoginTime', instant) ?? (signedUp(state) ? createdTimestamp : undefined);
  const user: User = {
    id: tenant.guid(),
    username: fields.optional('username', filledText) ?? freeUsername(tenant.users, email),
    email,
    emailVerified: state !== 'invited',
    enabled: state !== 'disabled',
    firstName: fields.optional('firstName', text),
    lastName: fields.optional('lastName', text),
    workspaceRole: fields.optional('role', oneOf(workspaceRoles)) ?? '$member',
    groupIds: groupsIn(fields, tenant) ?? defaultGroupIds(tenant.groups),
    attributes:
      state === 'provisioned' ? {} : { invitedAt: [new Date(createdTimestamp).toISOString().replace(/\.\d+Z$/, 'Z')] },
    createdTimestamp,
    lastLoginTime,
    loginEvents:
      lastLoginTime === undefined ? [] : [{ sessionId: tenant.guid(), ipAddress: '127.0.0.1', time: lastLoginTime }],
    isLocked: state === 'locked',
    isScimUser: fields.optional('isScimUser', flag) ?? state === 'provisioned',
  };
  tenant.users.put(user, now);
  return ok(shownUser(user, tenant));
};

const signedUp = (state: AccountState): boolean => state === 'active' || state === 'disabled' || state === 'locked';

/** Changes anything, past all rules: what an administrator, or the identity provider, does behind the API's back. */
export const editUser: ControlHandler<AtlanWorld> = (request) => {
  const { world, body, now } = request;
  const { tenant } = world;
  const user = userInPath(request);
  const known = [
    'enabled',
    'workspaceRole',
    'username',
    'email',
    'firstName',
    'lastName',
    'emailVerified',
    'isLocked',
    'isScimUser',
    'groups',
  ];
  const fields = fieldsOf(body, 'body', known);
  const edited: User = {
    ...user,
    enabled: fields.optional('enabled', flag) ?? user.enabled,
    workspaceRole: fields.optional('workspaceRole', oneOf(workspaceRoles)) ?? user.workspaceRole,
    username: fields.optional('username', filledText) ?? user.username,
    email: fields.optional('email', filledText) ?? user.email,
    firstName: fields.optional('firstName', text) ?? user.firstName,
    lastName: fields.optional('lastName', text) ?? user.lastName,
    emailVerified: fields.optional('emailVerified', flag) ?? user.emailVerified,
    isLocked: fields.optional('isLocked', flag) ?? user.isLocked,
    isScimUser: fields.optional('isScimUser', flag) ?? user.isScimUser,
    groupIds: groupsIn(fields, tenant) ?? user.groupIds,
  };
  tenant.users.put(edited, now);
  return ok(shownUser(edited, tenant));
};

/** Removal for good, with the API tokens the person created. */
export const deleteUser: ControlHandler<AtlanWorld> = (request) => {
  removeUser(request.world.tenant, userInPath(request), request.now);
  return ok({});
};

function userInPath({ world, params }: ControlRequest<AtlanWorld>): User {
  const user = world.tenant.users.get(params.get('id') ?? '');
  if (user === undefined) throw complain(404, 'There is no user with this id; GET /_control/state lists them.');
  return user;
}

function groupsIn(fields: Fields, tenant: Tenant): readonly string[] | undefined {
  const idOf: Decode<string> = (value, at) => {
    const group = groupByName(tenant.groups, filledText(value, at));
    if (group === undefined)
      throw new InvalidInput(at, 'must be the internal name of a group; POST /_control/groups makes one');
    return group.id;
  };
  return fields.optional('groups', listOf(idOf));
}
