import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler, ControlRequest } from '../../kit/control/control-request.ts';
import { type Decode, type Fields, fieldsOf, filledText, InvalidInput, listOf, oneOf, text } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import {
  addressOf,
  type Directory,
  groupNamed,
  groupsOf,
  isActive,
  removeUser,
  type User,
} from '../tenant/directory.ts';
import type { ScimWorld } from '../world.ts';
import { shownUser } from './state.ts';

const state = oneOf(['active', 'disabled']);

/** Puts a person into the directory, as an administrator of the product might have. */
export const createUser: ControlHandler<ScimWorld> = ({ world: { directory }, body, now }) => {
  const fields = fieldsOf(body, 'body', [
    'email',
    'state',
    'role',
    'groups',
    'userName',
    'externalId',
    'firstName',
    'lastName',
  ]);
  const email = fields.required('email', filledText);
  fields.optional('role', oneOf(['user']));
  const id = putUser(
    directory,
    {
      email,
      userName: fields.optional('userName', filledText) ?? email,
      externalId: fields.optional('externalId', filledText),
      givenName: fields.optional('firstName', text),
      familyName: fields.optional('lastName', text),
      active: (fields.optional('state', state) ?? 'active') === 'active',
    },
    now,
  );
  join(directory, id, groupsIn(fields, directory) ?? [], now);
  return ok(shownUser(userOf(directory, id), directory));
};

interface NewUser {
  readonly email: string;
  readonly userName: string;
  readonly externalId?: string | undefined;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly active: boolean;
}

function putUser(directory: Directory, user: NewUser, now: number): string {
  const { email, userName, externalId, givenName, familyName, active } = user;
  const id = directory.guid();
  const attributes = {
    userName,
    ...(externalId !== undefined && { externalId }),
    ...((givenName ?? familyName) !== undefined && { name: { givenName, familyName } }),
    active,
    emails: [{ value: email, type: 'work', primary: true }],
  };
  directory.users.put({ id, created: now, lastModified: now, version: 1, attributes, signIns: [] }, now);
  return id;
}

/** Changes anything, past all rules; `active` null takes the attribute away. */
export const editUser: ControlHandler<ScimWorld> = (request) => {
  const { world, body, now } = request;
  const { directory } = world;
  const user = userInPath(request);
  const fields = fieldsOf(body, 'body', ['state', 'email', 'userName', 'externalId', 'groups']);
  const wanted = fields.optional('state', oneOf(['active', 'disabled', 'unknown']));
  const email = fields.optional('email', filledText);
  const { active: _, ...others } = user.attributes;
  const edited: User = {
    ...user,
    lastModified: now,
    version: user.version + 1,
    attributes: {
      ...others,
      ...(wanted === undefined && { active: user.attributes['active'] }),
      ...(wanted !== undefined && wanted !== 'unknown' && { active: wanted === 'active' }),
      userName: fields.optional('userName', filledText) ?? user.attributes['userName'],
      externalId: fields.optional('externalId', filledText) ?? user.attributes['externalId'],
      ...(email !== undefined && { emails: [{ value: email, type: 'work', primary: true }] }),
    },
  };
  directory.users.put(edited, now);
  const groups = groupsIn(fields, directory);
  if (groups) join(directory, user.id, groups, now);
  return ok(shownUser(edited, directory));
};

/** Many active people at once, in this order. */
export const createMany: ControlHandler<ScimWorld> = (request) => {
  const emails = fieldsOf(request.body, 'body', ['emails']).required('emails', listOf(filledText));
  const ids = emails.map((email) =>
    putUser(request.world.directory, { email, userName: email, active: true }, request.now),
  );
  return ok({ ids });
};

export const deleteUser: ControlHandler<ScimWorld> = (request) => {
  removeUser(request.world.directory, userInPath(request).id, request.now);
  return ok({});
};

/** The person opens the product, which lets in only who is active. */
export const signIn: ControlHandler<ScimWorld> = ({ world: { directory }, body, now }) => {
  const email = fieldsOf(body, 'body', ['email']).required('email', filledText).toLowerCase();
  const user = [...directory.users.values()].find((one) => addressOf(one).toLowerCase() === email);
  if (user === undefined) throw complain(404, `No user has the address ${email}.`);
  if (!isActive(user)) throw complain(409, `${email} is disabled and cannot sign in.`);
  directory.users.put({ ...user, signIns: [...user.signIns, now] }, now);
  return ok({ userId: user.id });
};

const userInPath = ({ world, params }: ControlRequest<ScimWorld>): User =>
  userOf(world.directory, params.get('id') ?? '');

function userOf({ users }: Directory, id: string): User {
  const user = users.get(id);
  if (user === undefined) throw complain(404, 'There is no user with this id; GET /_control/state lists them.');
  return user;
}

function groupsIn(fields: Fields, { groups }: Directory): readonly string[] | undefined {
  const idOf: Decode<string> = (value, at) => {
    const group = groupNamed(groups, filledText(value, at));
    if (group === undefined) throw new InvalidInput(at, 'must be the name of a group; POST /_control/groups makes one');
    return group.id;
  };
  return fields.optional('groups', listOf(idOf));
}

/** The user is in these groups and in no others. */
function join({ groups }: Directory, userId: string, groupIds: readonly string[], now: number): void {
  for (const group of groupsOf(groups, userId))
    groups.put({ ...group, memberIds: group.memberIds.filter((id) => id !== userId) }, now);
  for (const id of groupIds) {
    const group = groups.get(id);
    if (group) groups.put({ ...group, memberIds: [...group.memberIds, userId] }, now);
  }
}
