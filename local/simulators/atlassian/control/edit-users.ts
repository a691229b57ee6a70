import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler, ControlRequest } from '../../kit/control/control-request.ts';
import { type Decode, type Fields, fieldsOf, filledText, InvalidInput, listOf, oneOf } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import { userByEmail } from '../organisation/organisation.ts';
import { platformRoles, type User, type UserState, userStates } from '../organisation/records.ts';
import type { AtlassianWorld } from '../world.ts';
import { shownPerson } from './state.ts';

const KNOWN = [
  'email',
  'name',
  'state',
  'role',
  'groups',
  'accountType',
  'managementSource',
  'platformRoles',
  'directoryId',
];

/** Puts a person straight into a state, as an administrator or the identity provider might have. */
export const createUser: ControlHandler<AtlassianWorld> = (request) => {
  const { world, body, now } = request;
  const { organisation } = world;
  const fields = fieldsOf(body, 'body', KNOWN);
  const email = fields.required('email', filledText);
  const accountType = fields.optional('accountType', filledText) ?? 'atlassian';
  if (accountType === 'atlassian' && userByEmail(organisation.users, email) !== undefined)
    throw complain(409, `${email} is the address of another user.`);
  const start: User = {
    id: organisation.accountId(),
    sequence: organisation.nextSequence(),
    email,
    name: email.slice(0, email.indexOf('@')),
    accountType,
    accountStatus: 'active',
    memberships: {},
    managementSource: 'invited',
    platformRoles: [],
    groupIds: [],
    addedAt: now,
    isForDeletion: false,
  };
  return put(request, edited(request, start, fields, fields.optional('state', oneOf(userStates)) ?? 'active'));
};

/** Changes anything, past all rules. */
export const editUser: ControlHandler<AtlassianWorld> = (request) => {
  const fields = fieldsOf(request.body, 'body', KNOWN);
  return put(request, edited(request, userInPath(request), fields, fields.optional('state', oneOf(userStates))));
};

/** The account is gone from everywhere. */
export const deleteUser: ControlHandler<AtlassianWorld> = (request) => {
  request.world.organisation.users.remove(userInPath(request).id, request.now);
  return ok({});
};

/** The person signs in; invitations need no acceptance, so nothing changes. */
export const signIn: ControlHandler<AtlassianWorld> = ({ world, body }) => {
  const email = fieldsOf(body, 'body', ['email']).required('email', filledText);
  const user = userByEmail(world.organisation.users, email);
  if (user === undefined) throw complain(404, `There is no user ${email}; POST /_control/users makes one.`);
  const { state } = shownPerson(user, world);
  if (state !== 'active') throw complain(409, `${email} is ${String(state)} and cannot sign in.`);
  return ok({ userId: user.id });
};

type Request = ControlRequest<AtlassianWorld>;

function edited({ world }: Request, user: User, fields: Fields, state: UserState | undefined): User {
  const [first = ''] = world.options().directoryIds;
  const directoryId = fields.optional('directoryId', filledText) ?? first;
  const isAdmin = fields.optional('role', oneOf(['org-admin', 'member']));
  const roles = isAdmin && (isAdmin === 'org-admin' ? (['atlassian/org-admin'] as const) : []);
  return {
    ...user,
    email: fields.optional('email', filledText) ?? user.email,
    name: fields.optional('name', filledText) ?? user.name,
    accountType: fields.optional('accountType', filledText) ?? user.accountType,
    managementSource: fields.optional('managementSource', oneOf(['invited', 'synced'])) ?? user.managementSource,
    platformRoles: roles ?? fields.optional('platformRoles', listOf(oneOf(platformRoles))) ?? user.platformRoles,
    groupIds: fields.optional('groups', listOf(groupId(world))) ?? user.groupIds,
    ...(state && inState(user, directoryId, state)),
  };
}

function inState({ memberships }: User, directoryId: string, state: UserState): Partial<User> {
  const others = Object.fromEntries(Object.entries(memberships).filter(([id]) => id !== directoryId));
  const inside = { ...others, [directoryId]: state === 'suspended' ? 'suspended' : 'active' } as const;
  return {
    memberships: state === 'not-a-member' ? others : inside,
    accountStatus: state === 'closed' ? 'closed' : state === 'deactivated' ? 'inactive' : 'active',
    isForDeletion: state === 'for-deletion',
  };
}

const groupId =
  ({ organisation: { groups } }: AtlassianWorld): Decode<string> =>
  (value, at) => {
    const group = groups.all().find(({ name }) => name === value);
    if (group === undefined) throw new InvalidInput(at, 'must be the name of a group; POST /_control/groups makes one');
    return group.id;
  };

function put({ world, now }: Request, user: User) {
  world.organisation.users.put(user, now);
  return ok(shownPerson(user, world));
}

function userInPath({ world, params }: Request): User {
  const user = world.organisation.users.get(params.get('id') ?? '');
  if (user === undefined) throw complain(404, 'There is no user with this id; GET /_control/state lists them.');
  return user;
}
