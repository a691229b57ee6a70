import { noContent, refuse } from '../../http/answer.ts';
import { hasSeat } from '../../organisation/organisation.ts';
import type { User } from '../../organisation/records.ts';
import { type ApiHandler, type ApiRequest, memberOf, oneDirectoryOf } from '../api-request.ts';

/** The member in the path, unless an identity provider owns them. */
function ownedMember(request: ApiRequest): User {
  const user = memberOf(request);
  if (user.managementSource === 'synced')
    throw refuse(request.options, 403, 'ADMIN-UAM-403-2', 'Forbidden', 'The user is managed by an identity provider');
  return user;
}

/** Keeps groups and roles. */
export const suspendUser: ApiHandler = (request) => {
  const user = ownedMember(request);
  const directoryId = oneDirectoryOf(request);
  if (request.options.twice === 'refuse' && user.memberships[directoryId] === 'suspended')
    throw refuse(request.options, 400, 'ADMIN-UAM-400-2', 'Inactive user');
  put(request, { ...user, memberships: { ...user.memberships, [directoryId]: 'suspended' } });
  return noContent;
};

export const restoreUser: ApiHandler = (request) => {
  const { options } = request;
  const user = ownedMember(request);
  const directoryId = oneDirectoryOf(request);
  const isActive = user.memberships[directoryId] === 'active';
  if (isActive && options.twice === 'refuse') throw refuse(options, 400, 'ADMIN-UAM-400-1', 'Bad Request');
  if (!isActive && !hasSeat(request.organisation, options))
    throw refuse(options, options.restoreWithoutSeat, options.seatCode ?? '', 'License limit exceeded');
  put(request, { ...user, memberships: { ...user.memberships, [directoryId]: 'active' } });
  return noContent;
};

/** Takes groups and roles with it; the account stays an Atlassian account. */
export const removeUser: ApiHandler = (request) => {
  const user = ownedMember(request);
  const directoryId = oneDirectoryOf(request);
  const memberships = Object.fromEntries(Object.entries(user.memberships).filter(([id]) => id !== directoryId));
  const stays = (id: string) => request.organisation.groups.get(id)?.directoryId !== directoryId;
  put(request, { ...user, memberships, platformRoles: [], groupIds: user.groupIds.filter(stays) });
  return noContent;
};

const put = ({ organisation, now }: ApiRequest, user: User): void => organisation.users.put(user, now);
