import { fieldsOf, filledText, listOf } from '../../../kit/decode.ts';
import { done, ok, Refused } from '../../../kit/http/answer.ts';
import { badRequest, notFound } from '../../http/answer.ts';
import type { User } from '../../tenant/user.ts';
import { type ApiHandler, type ApiRequest, groupInPath, unknownUser, userInPath } from '../api-request.ts';

export const joined = (user: User, groupIds: readonly string[]): User => ({
  ...user,
  groupIds: [...new Set([...user.groupIds, ...groupIds])],
});

/** The only public way into an existing group. Nothing changes when one of the groups is unknown. */
export const addToGroups: ApiHandler = (request) => {
  const { tenant, body, options, now } = request;
  const user = userInPath(request);
  const groupIds = fieldsOf(body, 'body').required('groups', listOf(filledText));
  if (groupIds.some((id) => tenant.groups.get(id) === undefined)) return notFound('Could not find group by id');
  if (options.addMemberTwice === 'refuse' && groupIds.some((id) => user.groupIds.includes(id))) {
    return badRequest('400 Bad Request: the user is a member already');
  }
  tenant.users.put(joined(user, groupIds), now);
  return done;
};

/** Nothing changes when the tenant refuses one of the users. */
export const removeMembers: ApiHandler = (request) => {
  const { tenant, options, now } = request;
  const group = groupInPath(request);
  const userIds = usersInBody(request);
  const members = userIds.map((id) => tenant.users.get(id)).filter((user) => user?.groupIds.includes(group.id));
  if (options.removeNonMember === 'refuse' && members.length < userIds.length) {
    return badRequest('400 Bad Request: one of the users is not a member');
  }
  for (const user of members) {
    if (user !== undefined) tenant.users.put({ ...user, groupIds: user.groupIds.filter((id) => id !== group.id) }, now);
  }
  return done;
};

/** Only in the third-party dialect; 404 in Atlan's own. */
export const addMembers: ApiHandler = (request) => {
  const { tenant, options, now } = request;
  if (options.dialect !== 'seed002') return notFound('no such path');
  const group = groupInPath(request);
  const users = usersInBody(request).map((id) => {
    const user = tenant.users.get(id);
    if (user === undefined) throw new Refused(unknownUser(options));
    return user;
  });
  for (const user of users) tenant.users.put(joined(user, [group.id]), now);
  return ok({ added: users.map(({ id }) => id) });
};

const usersInBody = ({ body }: ApiRequest): readonly string[] => [
  ...new Set(fieldsOf(body, 'body').required('users', listOf(filledText))),
];
