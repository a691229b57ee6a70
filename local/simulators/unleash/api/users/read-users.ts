import { ok } from '../../../kit/http/answer.ts';
import { everybody, people } from '../../tenant/instance.ts';
import { rootRoles } from '../../tenant/role.ts';
import type { User } from '../../tenant/user.ts';
import { type ApiHandler, userInPath } from '../api-request.ts';
import { iLike } from './i-like.ts';
import { found, inviteLink, whole } from './shown-user.ts';

const SHORTEST_QUERY = 2;

/** By part of the name, or by the beginning of the e-mail address or username; users that are no people are found too. */
export const searchUsers: ApiHandler = (request) => {
  const { view, query, options, disorder } = request;
  const sought = query.get('q') ?? '';
  if (sought.length < SHORTEST_QUERY) return ok([]);
  const matches = ({ name, username, email }: User) =>
    iLike(name, `%${sought}%`) || iLike(username, `${sought}%`) || iLike(email, `${sought}%`);
  const all = everybody(view, options);
  const hits = all.filter(matches);
  const unasked = all.filter((user) => !matches(user)).slice(0, disorder.unasked);
  return ok([...hits, ...unasked].slice(0, disorder.rows).map((user) => found(user, request)));
};

/** All people, and the root roles; no pages. */
export const listUsers: ApiHandler = (request) => {
  const { view, baseUrl, disorder } = request;
  const users = people(view).slice(0, disorder.rows);
  return ok({
    users: users.map((user) => ({ ...whole(user, request), inviteLink: inviteLink(user, baseUrl) })),
    rootRoles,
  });
};

export const getUser: ApiHandler = (request) => ok(whole(userInPath(request, request.view), request));
