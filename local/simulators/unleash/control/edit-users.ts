import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { type Fields, fieldsOf, filledText, flag, listOf, oneOf } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import { newSecret } from '../../kit/new-secret.ts';
import { type Instance, people, personById } from '../tenant/instance.ts';
import { idOfWord, roleWords, VIEWER } from '../tenant/role.ts';
import type { User } from '../tenant/user.ts';
import type { UnleashWorld } from '../world.ts';
import { shownUser } from './state.ts';

const FIELDS = ['email', 'username', 'name', 'state', 'role', 'groups', 'scim', 'password', 'service'];

/** A user whom another writer created, or a service account. `state` is `active` unless said otherwise, and the role is viewer. */
export const createUser: ControlHandler<UnleashWorld> = ({ world: { instance }, body, now }) => {
  const fields = fieldsOf(body, 'body', FIELDS);
  const base: User = {
    id: instance.nextUserId(),
    kind: fields.optional('service', flag) ? 'service' : 'person',
    rootRole: VIEWER,
    createdAt: now,
    hasPassword: false,
    ...((fields.optional('state', states) ?? 'active') === 'active' && { seenAt: now }),
  };
  return put(instance, { user: base, fields, now });
};

/** Only the fields that are given change. */
export const editUser: ControlHandler<UnleashWorld> = ({ world: { instance }, params, body, now }) => {
  const user = userIn(instance, params);
  const fields = fieldsOf(body, 'body', FIELDS);
  const { seenAt = now, ...unseen } = user;
  const state = fields.optional('state', states);
  return put(instance, {
    user: state === undefined ? user : { ...unseen, ...(state === 'active' && { seenAt }) },
    fields,
    now,
  });
};

export const deleteUser: ControlHandler<UnleashWorld> = ({ world: { instance }, params, now }) => {
  instance.removeUser(userIn(instance, params).id, now);
  return ok({});
};

/** The person comes in: seen now, the link for the password used. `{token}` is a personal token that acts as this person. */
export const signIn: ControlHandler<UnleashWorld> = ({ world: { instance }, body, now }) => {
  const email = fieldsOf(body, 'body', ['email']).required('email', filledText).toLowerCase();
  const user = people(instance.now()).find((one) => one.email === email);
  if (user === undefined) throw complain(404, 'No user has this address.');
  const { inviteToken: _, ...rest } = user;
  instance.putUser({ ...rest, seenAt: now }, now);
  const token = newSecret('unleash');
  instance.tokens.set(token, user.id);
  return ok({ token, userId: String(user.id) });
};

const states = oneOf(['active', 'new']);

function userIn(instance: Instance, params: ReadonlyMap<string, string>): User {
  const user = personById(instance.now(), Number(params.get('id')));
  if (user === undefined) throw complain(404, 'There is no such user.');
  return user;
}

function put(
  instance: Instance,
  { user, fields, now }: { readonly user: User; readonly fields: Fields; readonly now: number },
) {
  const email = fields.optional('email', filledText)?.toLowerCase();
  const username = fields.optional('username', filledText);
  const name = fields.optional('name', filledText);
  const role = fields.optional('role', oneOf(roleWords));
  const isScim = fields.optional('scim', flag);
  const groups = fields.optional('groups', listOf(filledText));
  const { scimId = `scim-${user.id}`, ...own } = user;
  const changed: User = {
    ...(isScim === false ? own : user),
    ...(isScim && { scimId }),
    ...(email !== undefined && { email }),
    ...(username !== undefined && { username }),
    ...(name !== undefined && { name }),
    ...(role !== undefined && { rootRole: idOfWord(role) }),
    hasPassword: fields.optional('password', flag) ?? user.hasPassword,
  };
  instance.putUser(changed, now);
  if (groups) join(instance, { userId: user.id, groups, now });
  return ok(shownUser(changed, instance.now()));
}

/** Makes these the groups of a user, by name. */
function join(
  instance: Instance,
  { userId, groups, now }: { readonly userId: number; readonly groups: readonly string[]; readonly now: number },
) {
  const all = [...instance.now().groups.values()];
  const missing = groups.find((wanted) => all.every(({ name }) => name !== wanted));
  if (missing !== undefined) throw complain(404, 'There is no group of this name; POST /_control/groups first.');
  for (const group of all) {
    const others = group.members.filter((member) => member.userId !== userId);
    const own = group.members.find((member) => member.userId === userId) ?? {
      userId,
      joinedAt: now,
      createdBy: 'admin',
    };
    instance.putGroup({ ...group, members: groups.includes(group.name) ? [...others, own] : others }, now);
  }
}
