import type { View } from '../../../kit/versioned-table.ts';
import type { Group } from '../group.ts';
import type { Change } from '../observed-table.ts';
import type { Role } from '../role.ts';
import { accountState, type User } from '../user.ts';
import { type AdminChange, changedFields } from './admin-event.ts';
import { newSignIns } from './sign-in-events.ts';

/** What the ids in a user stand for. */
interface Named {
  readonly roles: readonly Role[];
  readonly groups: View<Group>;
}

const FIELDS = ['username', 'email', 'emailVerified', 'enabled', 'firstName', 'lastName', 'attributes'] as const;

/** One change of a user as administrators' changes; none where the person signed in, since that is the person's own act. */
export function userChanges({ before, after }: Change<User>, named: Named): readonly AdminChange[] {
  const resourcePath = `users/${(after ?? before)?.id}`;
  if (after === undefined) return [{ operationType: 'DELETE', resourceType: 'USER', resourcePath }];
  if (before !== undefined && newSignIns(before, after).length > 0) return [];
  const representation = changedFields<User>(FIELDS, before, after);
  const operationType = before === undefined ? 'CREATE' : 'UPDATE';
  return [
    ...(representation === undefined
      ? []
      : [{ operationType, resourceType: 'USER', resourcePath, representation } as const]),
    ...roleChanges(before, after, named),
    ...membershipChanges(before, after, named),
    ...(before === undefined && accountState(after) === 'invited' ? [mail(resourcePath)] : []),
    ...(before?.isLocked && !after.isLocked ? [unlock(after)] : []),
  ];
}

const mail = (user: string): AdminChange => ({
  operationType: 'ACTION',
  resourceType: 'USER',
  resourcePath: `${user}/execute-actions-email`,
});

const unlock = ({ id }: User): AdminChange => ({
  operationType: 'DELETE',
  resourceType: 'USER_LOGIN_FAILURE',
  resourcePath: `attack-detection/brute-force/users/${id}`,
});

function roleChanges(before: User | undefined, after: User, { roles }: Named): readonly AdminChange[] {
  if (before?.workspaceRole === after.workspaceRole) return [];
  const mapping = (operationType: 'CREATE' | 'DELETE', roleName: string): AdminChange => ({
    operationType,
    resourceType: 'REALM_ROLE_MAPPING',
    resourcePath: `users/${after.id}/role-mappings/realm`,
    representation: JSON.stringify(roles.filter(({ name }) => name === roleName).map(({ id, name }) => ({ id, name }))),
  });
  return [...(before ? [mapping('DELETE', before.workspaceRole)] : []), mapping('CREATE', after.workspaceRole)];
}

/** Who is no longer in a group because the group is gone did not leave it: only the deletion of the group is written down. */
function membershipChanges(before: User | undefined, after: User, { groups }: Named): readonly AdminChange[] {
  const had = before?.groupIds ?? [];
  const memberships = (operationType: 'CREATE' | 'DELETE', groupIds: readonly string[]) =>
    groupIds
      .map((id) => groups.get(id))
      .filter((group) => group !== undefined)
      .map(
        ({ id, name }): AdminChange => ({
          operationType,
          resourceType: 'GROUP_MEMBERSHIP',
          resourcePath: `users/${after.id}/groups/${id}`,
          representation: JSON.stringify({ id, name, path: `/${name}` }),
        }),
      );
  return [
    ...memberships(
      'DELETE',
      had.filter((id) => !after.groupIds.includes(id)),
    ),
    ...memberships(
      'CREATE',
      after.groupIds.filter((id) => !had.includes(id)),
    ),
  ];
}
