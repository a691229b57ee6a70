import type { Group } from '../../tenant/group.ts';
import type { Stored } from '../../tenant/instance.ts';
import type { ApiRequest } from '../api-request.ts';
import { found } from '../users/shown-user.ts';

/** What a write answers: nothing of the members. */
export const written = (group: Group): Readonly<Record<string, unknown>> => {
  const { members: _members, createdAt, ...shown } = group;
  return { ...shown, createdAt: new Date(createdAt).toISOString() };
};

export const withMembers = (
  group: Group,
  { users }: Stored,
  request: ApiRequest,
): Readonly<Record<string, unknown>> => ({
  ...written(group),
  users: group.members.flatMap(({ userId, joinedAt, createdBy }) => {
    const user = users.get(userId);
    if (!user) return [];
    return [{ user: { isAPI: false, ...found(user, request) }, joinedAt: new Date(joinedAt).toISOString(), createdBy }];
  }),
});
