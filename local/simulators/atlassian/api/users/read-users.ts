import { type Decode, fieldsOf, InvalidInput, listOf, oneOf } from '../../../kit/decode.ts';
import { ok } from '../../../kit/http/answer.ts';
import { refuse } from '../../http/answer.ts';
import { sameText } from '../../organisation/organisation.ts';
import type { User } from '../../organisation/records.ts';
import { type ApiHandler, directoryOf } from '../api-request.ts';
import { askedOf, pageAnswer, textsUpTo } from '../page.ts';
import { expanded, membershipIn, shownUser } from './show-user.ts';

const memberships = ['active', 'suspended', 'no_membership'] as const;

interface UserFilter {
  readonly emails?: readonly string[];
  readonly accountIds?: readonly string[];
  readonly groupIds?: readonly string[];
  readonly membershipStatus?: readonly (typeof memberships)[number][];
  readonly expand: readonly string[];
}

const userFilter: Decode<UserFilter> = (value, at) => {
  const fields = fieldsOf(value, at);
  const emails = fields.optional('emails', textsUpTo(100));
  if (emails && fields.optional('searchTerm', (term) => term) !== undefined)
    throw new InvalidInput(`${at}.emails`, 'must not be used together with searchTerm');
  const accountIds = fields.optional('accountIds', textsUpTo(10));
  const groupIds = fields.optional('groupIds', textsUpTo(10));
  const membershipStatus = fields.optional('membershipStatus', listOf(oneOf(memberships)));
  return {
    ...(emails && { emails }),
    ...(accountIds && { accountIds }),
    ...(groupIds && { groupIds }),
    ...(membershipStatus && { membershipStatus }),
    expand:
      fields.optional('expand', listOf(oneOf(['platformRoles', 'groups', 'productAccess', 'counts.resources']))) ?? [],
  };
};

const matches = (filter: UserFilter, directoryId: string) => (user: User) =>
  (filter.emails?.some((email) => sameText(email, user.email)) ?? true) &&
  (filter.accountIds?.includes(user.id) ?? true) &&
  (filter.groupIds?.some((id) => user.groupIds.includes(id)) ?? true) &&
  (filter.membershipStatus?.includes(membershipIn(user, directoryId)) ?? true);

/** Exact addresses, ids, or the members of groups; people who are known and in no directory are among the hits. */
export const searchUsers: ApiHandler = (request) => {
  const directoryId = directoryOf(request);
  const asked = askedOf(request, request.body, userFilter, 50);
  const all = request.seen.users.all();
  return pageAnswer(request, {
    asked,
    matching: all.filter(matches(asked.filter, directoryId)),
    all,
    render: (user) => ({
      ...shownUser(user, directoryId, request),
      ...expanded(user, asked.filter.expand, request),
      links: { self: `self-${user.sequence}` },
    }),
  });
};

/** Without groups; a person in no directory is not found. */
export const userDetails: ApiHandler = (request) => {
  const directoryId = directoryOf(request);
  const user = request.seen.users.get(request.params.get('userId') ?? '');
  if (user === undefined || membershipIn(user, directoryId) === 'no_membership')
    throw refuse(request.options, 404, 'ADMIN-404-8', 'User not found');
  return ok({ data: { ...shownUser(user, directoryId, request), ...expanded(user, ['platformRoles'], request) } });
};

export const countUsers: ApiHandler = (request) => {
  const { query, disorder } = request;
  const directoryId = directoryOf(request);
  const listed = (name: string) => (query.has(name) ? { [name]: query.getAll(name) } : {});
  const filter = userFilter({ ...listed('accountIds'), ...listed('groupIds'), ...listed('membershipStatus') }, 'query');
  const count = request.seen.users.all().filter(matches(filter, directoryId)).length;
  return ok({ count: Math.max(0, count + disorder.by) });
};
