import type { ControlHandler } from '../../kit/control/control-request.ts';
import { ok } from '../../kit/http/answer.ts';
import type { Group } from '../tenant/group.ts';
import { groupsOf, people, type Stored } from '../tenant/instance.ts';
import { wordOf } from '../tenant/role.ts';
import type { User } from '../tenant/user.ts';
import type { UnleashWorld } from '../world.ts';

/** A user as control endpoints show them: `active` is who has signed in. */
export const shownUser = (user: User, stored: Stored) => ({
  id: String(user.id),
  email: user.email,
  username: user.username,
  name: user.name,
  state: user.seenAt === undefined ? 'new' : 'active',
  role: wordOf(user.rootRole),
  groups: groupsOf(stored, user.id)
    .map(({ name }) => name)
    .sort(),
  scim: user.scimId !== undefined,
});

export const shownGroup = ({ id, name, description, mappingsSSO, rootRole, scimId, members }: Group) => ({
  id: String(id),
  name,
  description,
  mappingsSSO,
  rootRole: wordOf(rootRole),
  scim: scimId !== null,
  members: members.map(({ userId }) => String(userId)),
});

/** Everything there is, without secrets. */
export const showState: ControlHandler<UnleashWorld> = ({ world, now }) => {
  const stored = world.instance.now();
  return ok({
    now,
    users: people(stored).map((user) => shownUser(user, stored)),
    groups: [...stored.groups.values()].map(shownGroup),
    options: world.options(),
  });
};
