import { type Decode, fieldsOf, InvalidInput, listOf, oneOf } from '../../../kit/decode.ts';
import { ok } from '../../../kit/http/answer.ts';
import { refuse } from '../../http/answer.ts';
import { membersOf, sameText } from '../../organisation/organisation.ts';
import type { Group } from '../../organisation/records.ts';
import { type ApiHandler, type ApiRequest, directoryOf, groupOf } from '../api-request.ts';
import { askedOf, pageAnswer, textsUpTo } from '../page.ts';

interface GroupFilter {
  readonly groupNames?: readonly string[];
  readonly groupIds?: readonly string[];
  readonly accountIds?: readonly string[];
  readonly expand: readonly string[];
}

const groupFilter: Decode<GroupFilter> = (value, at) => {
  const fields = fieldsOf(value, at);
  const groupNames = fields.optional('groupNames', textsUpTo(100));
  const groupIds = fields.optional('groupIds', textsUpTo(10));
  const accountIds = fields.optional('accountIds', textsUpTo(10));
  if (groupNames && (groupIds || fields.optional('searchTerm', (term) => term) !== undefined))
    throw new InvalidInput(`${at}.groupNames`, 'must not be used together with searchTerm or groupIds');
  return {
    ...(groupNames && { groupNames }),
    ...(groupIds && { groupIds }),
    ...(accountIds && { accountIds }),
    expand: fields.optional('expand', listOf(oneOf(['counts.users', 'counts.resources']))) ?? [],
  };
};

const matching = ({ seen }: ApiRequest, filter: GroupFilter, directoryId: string): readonly Group[] => {
  const people = filter.accountIds?.flatMap((id) => seen.users.get(id)?.groupIds ?? []);
  return seen.groups
    .all()
    .filter(
      (group) =>
        (directoryId === '-' || group.directoryId === directoryId) &&
        (filter.groupNames?.some((name) => sameText(name, group.name)) ?? true) &&
        (filter.groupIds?.includes(group.id) ?? true) &&
        (people?.includes(group.id) ?? true),
    );
};

/** Exact names in any case, ids, or the groups of people; without a filter all. */
export const searchGroups: ApiHandler = (request) => {
  const { options, body } = request;
  const directoryId = directoryOf(request);
  if (options.groupSearch !== 200)
    throw refuse(options, options.groupSearch, `ADMIN-UAM-${options.groupSearch}-1`, 'Not available');
  const asked = askedOf(request, body, groupFilter, 20);
  return listed(request, asked, directoryId);
};

/** Deprecated until 30 June 2027; it knows no exact names. */
export const listGroups: ApiHandler = (request) => {
  const { query } = request;
  const lists = ['accountIds', 'groupIds'].flatMap((name) => (query.has(name) ? [[name, query.getAll(name)]] : []));
  const limit = query.get('limit');
  const given = {
    ...Object.fromEntries(lists),
    ...(query.has('cursor') && { cursor: query.get('cursor') }),
    ...(limit !== null && { limit: Number(limit) }),
  };
  return listed(request, askedOf(request, given, groupFilter, 20), directoryOf(request));
};

function listed(request: ApiRequest, asked: ReturnType<typeof askedOf<GroupFilter>>, directoryId: string) {
  return pageAnswer(request, {
    asked,
    matching: matching(request, asked.filter, directoryId),
    all: request.seen.groups.all(),
    render: (group) => shownGroup(request, group, asked.filter.expand),
  });
}

const shownGroup = ({ seen, disorder }: ApiRequest, group: Group, expand: readonly string[]) => ({
  id: group.id,
  name: group.name,
  description: group.description,
  directoryId: group.directoryId,
  managementAccess: { deletable: group.isDeletable, modifiable: group.isModifiable, readable: true },
  externalSynced: group.isSynced,
  managedBy: group.managedBy,
  ...(expand.length > 0 && {
    counts: {
      ...(expand.includes('counts.users') && {
        users: Math.max(0, membersOf(seen.users, group.id).length + disorder.by),
      }),
      ...(expand.includes('counts.resources') && { resources: group.grants.length }),
    },
  }),
  links: { self: `self-${group.sequence}` },
});

export const groupDetails: ApiHandler = (request) => {
  const group = request.seen.groups.get(groupOf(request).id);
  if (group === undefined) throw refuse(request.options, 404, 'ADMIN-404-10', 'Group not found');
  return ok({ data: shownGroup(request, group, ['counts.users', 'counts.resources']) });
};

export const countGroups: ApiHandler = (request) => {
  const count = matching(request, { expand: [] }, directoryOf(request)).length;
  return ok({ count: Math.max(0, count + request.disorder.by) });
};

/** Its parts need not add up; Atlassian's own example does not. */
export const groupStats: ApiHandler = (request) => {
  const groups = matching(request, { expand: [] }, directoryOf(request));
  const teams = groups.filter(({ managedBy }) => managedBy === 'team-members' || managedBy === 'open').length;
  const synced = groups.filter(({ isSynced }) => isSynced).length;
  return ok({
    types: [
      { type: 'TEAM', count: teams },
      { type: 'GROUP', count: groups.length - teams },
    ],
    totals: { all: groups.length, synced, managed: groups.length - synced },
  });
};
