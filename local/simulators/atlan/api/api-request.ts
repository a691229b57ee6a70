import type { ListDisorder } from '../../kit/faults/list-disorder.ts';
import { type Answer, Refused } from '../../kit/http/answer.ts';
import type { Route } from '../../kit/http/route.ts';
import { heraclesError, notFound } from '../http/answer.ts';
import type { Group } from '../tenant/group.ts';
import type { TenantOptions } from '../tenant/options.ts';
import type { Tenant, TenantView } from '../tenant/tenant.ts';
import type { User } from '../tenant/user.ts';
import type { Caller } from './caller.ts';

/** One authenticated request, with everything a handler may look at. */
export interface ApiRequest {
  /** The current state, for writes. */
  readonly tenant: Tenant;
  /** What a reader sees, perhaps late. */
  readonly view: TenantView;
  /** Epoch ms of that view: `now`, or earlier. */
  readonly seenAt: number;
  readonly caller: Caller;
  readonly options: TenantOptions;
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
  /** Epoch ms. */
  readonly now: number;
  /** User fields that a fault takes out of answers. */
  readonly hiddenFields: (userId: string) => readonly string[];
  /** What faults do to a list. */
  readonly disorder: ListDisorder;
}

/** Answers one request in one go; a change is made before the handler returns. */
export type ApiHandler = (request: ApiRequest) => Answer;

export type ApiRoute = Route<ApiHandler>;

/** The user in the path, in the current state. */
export function userInPath({ tenant, params, options }: ApiRequest): User {
  const user = tenant.users.get(params.get('id') ?? '');
  if (user === undefined) throw new Refused(unknownUser(options));
  return user;
}

export const unknownUser = ({ unknownUserStatus }: TenantOptions): Answer =>
  heraclesError(unknownUserStatus, 'keycloak error', '404 Not Found: User not found');

export function groupInPath({ tenant, params }: ApiRequest): Group {
  const group = tenant.groups.get(params.get('id') ?? '');
  if (group === undefined) throw new Refused(notFound('Could not find group by id'));
  return group;
}
