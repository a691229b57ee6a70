import { ok } from '../../../kit/http/answer.ts';
import { type ApiHandler, groupInPath } from '../api-request.ts';
import { withMembers } from './shown-group.ts';

/** Every group with every member; no pages. */
export const listGroups: ApiHandler = (request) => {
  const { view, disorder } = request;
  const groups = [...view.groups.values()].slice(0, disorder.rows);
  return ok({ groups: groups.map((group) => ({ ...withMembers(group, view, request), projects: [] })) });
};

export const getGroup: ApiHandler = (request) =>
  ok(withMembers(groupInPath(request, request.view), request.view, request));
