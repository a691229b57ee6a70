import { Refused } from '../../../kit/http/answer.ts';
import { notFound } from '../../http/answer.ts';
import { listAnswer } from '../../query/list-answer.ts';
import { projection } from '../../query/projection.ts';
import { type ApiHandler, unknownUser } from '../api-request.ts';
import { memberUser, withoutHidden } from '../users/render-user.ts';
import { userFields } from '../users/user-fields.ts';
import { countedGroups, fullGroup, groupFields, plainGroup } from './group-fields.ts';

/** The older path: no projection. */
export const listGroups: ApiHandler = ({ view, query, options, disorder }) =>
  listAnswer({
    records: countedGroups(view.groups.values(), view.users),
    fields: groupFields,
    query,
    options,
    disorder,
    render: fullGroup,
  });

/** The newer path: `columns` projects; id and name always stay. */
export const listGroupsV2: ApiHandler = ({ view, query, options, disorder }) => {
  const project = projection(query, ['id', 'name']);
  return listAnswer({
    records: countedGroups(view.groups.values(), view.users),
    fields: groupFields,
    query,
    options,
    disorder,
    render: (group) => project(fullGroup(group)),
  });
};

export const groupsOfUser: ApiHandler = ({ view, params, query, options, disorder }) => {
  const user = view.users.get(params.get('id') ?? '');
  if (user === undefined) throw new Refused(unknownUser(options));
  const groups = [...view.groups.values()].filter(({ id }) => user.groupIds.includes(id));
  return listAnswer({
    records: countedGroups(groups, view.users),
    fields: groupFields,
    query,
    options,
    disorder,
    render: plainGroup,
  });
};

export const groupMembers: ApiHandler = (request) => {
  const { view, params, query, options, disorder } = request;
  const group = view.groups.get(params.get('id') ?? '');
  if (group === undefined) throw new Refused(notFound('Could not find group by id'));
  const project = projection(query, ['id', 'username']);
  return listAnswer({
    records: [...view.users.values()].filter((user) => user.groupIds.includes(group.id)),
    fields: userFields,
    query,
    options,
    disorder,
    render: (user) => withoutHidden(project(memberUser(user)), user.id, request),
  });
};
