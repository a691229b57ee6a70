import type { ControlHandler } from '../../kit/control/control-request.ts';
import { ok } from '../../kit/http/answer.ts';
import { addressOf, type DirectoryView, groupsOf, isActive, textIn, type User } from '../tenant/directory.ts';
import type { ScimWorld } from '../world.ts';

/** A user as control endpoints show them: with a state word and the names of the groups. */
export function shownUser(user: User, { groups }: DirectoryView) {
  const names = groupsOf(groups, user.id).map(({ attributes }) => textIn(attributes, 'displayName') ?? '');
  return {
    id: user.id,
    email: addressOf(user),
    state: user.isHidden ? 'deleted' : isActive(user) ? 'active' : 'disabled',
    role: 'user',
    groups: names.sort(),
    userName: textIn(user.attributes, 'userName'),
    externalId: textIn(user.attributes, 'externalId'),
    signIns: user.signIns.length,
    attributes: user.attributes,
  };
}

/** Everything there is. */
export const showState: ControlHandler<ScimWorld> = ({ world, now }) => {
  const { directory } = world;
  return ok({
    now,
    users: Array.from(directory.users.values(), (user) => shownUser(user, directory)),
    groups: Array.from(directory.groups.values(), ({ id, attributes, memberIds }) => ({
      id,
      name: textIn(attributes, 'displayName'),
      memberIds,
    })),
    options: world.options(),
  });
};
