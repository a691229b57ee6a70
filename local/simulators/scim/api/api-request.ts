import type { ListDisorder } from '../../kit/faults/list-disorder.ts';
import type { Answer } from '../../kit/http/answer.ts';
import type { Route } from '../../kit/http/route.ts';
import { refuse } from '../../kit/scim/answer.ts';
import type { Directory, DirectoryView, Group, User } from '../tenant/directory.ts';
import type { DirectoryOptions } from '../tenant/options.ts';

/** One authenticated request, with everything a handler may look at. */
export interface ApiRequest {
  /** The current state, for writes. */
  readonly directory: Directory;
  /** What a reader sees, perhaps late. */
  readonly view: DirectoryView;
  readonly options: DirectoryOptions;
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
  /** The version that a write was made for. */
  readonly ifMatch: string | undefined;
  /** Epoch ms. */
  readonly now: number;
  readonly baseUrl: string;
  /** User attributes that a fault takes out of answers. */
  readonly hiddenFields: (userId: string) => readonly string[];
  /** What faults do to a list. */
  readonly disorder: ListDisorder;
}

/** Answers one request in one go; a change is made before the handler returns. */
export type ApiHandler = (request: ApiRequest) => Answer;

export type ApiRoute = Route<ApiHandler>;

export function userInPath({ params }: ApiRequest, { users }: DirectoryView): User {
  const user = users.get(params.get('id') ?? '');
  if (user === undefined || user.isHidden) throw refuse(404, 'There is no such user.');
  return user;
}

export function groupInPath({ params }: ApiRequest, { groups }: DirectoryView): Group {
  const group = groups.get(params.get('id') ?? '');
  if (group === undefined) throw refuse(404, 'There is no such group.');
  return group;
}

/** The version of a resource, as `ETag` and `If-Match` carry it. */
export const etagOf = ({ version }: { readonly version: number }): string => `W/"${version}"`;

/** Refuses a write that was made for another version, and one without a version where they are required. */
export function matchVersion({ options, ifMatch }: ApiRequest, resource: { readonly version: number }): void {
  if (options.etags === 'off') return;
  if (ifMatch === undefined && options.etags === 'required')
    throw refuse(428, 'This server wants the version that the change was made for, in If-Match.');
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(resource))
    throw refuse(412, 'The resource has changed since it was read.');
}
