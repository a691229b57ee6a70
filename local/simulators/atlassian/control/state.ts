import type { ControlHandler } from '../../kit/control/control-request.ts';
import { ok } from '../../kit/http/answer.ts';
import { isManaged } from '../organisation/organisation.ts';
import { stateOf, type User } from '../organisation/records.ts';
import type { AtlassianWorld } from '../world.ts';

/** A person as tests and the page see them. */
export function shownPerson(user: User, world: AtlassianWorld): Readonly<Record<string, unknown>> {
  const options = world.options();
  const [directoryId = ''] = options.directoryIds;
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    state: stateOf(user, directoryId),
    role: user.platformRoles.includes('atlassian/org-admin') ? 'org-admin' : 'member',
    groups: user.groupIds.flatMap((id) => world.organisation.groups.get(id)?.name ?? []),
    accountType: user.accountType,
    accountStatus: user.accountStatus,
    memberships: user.memberships,
    managementSource: user.managementSource,
    isManaged: isManaged(user, options),
  };
}

/** Everything there is, as it stands now. */
export const showState: ControlHandler<AtlassianWorld> = ({ world, now }) => {
  const { users, groups } = world.organisation;
  const people = users.all();
  return ok({
    now,
    users: people.map((user) => shownPerson(user, world)),
    groups: groups.all().map((group) => ({
      ...group,
      members: people.filter(({ groupIds }) => groupIds.includes(group.id)).length,
    })),
    options: world.options(),
  });
};
