import type { ListDisorder } from '../../kit/faults/list-disorder.ts';
import type { Answer } from '../../kit/http/answer.ts';
import type { Route } from '../../kit/http/route.ts';
import { badRequest, notFound, unknownError } from '../http/answer.ts';
import type { Counted } from '../http/create-limit.ts';
import type { Group } from '../tenant/group.ts';
import { type Instance, personById, type Stored } from '../tenant/instance.ts';
import type { InstanceOptions } from '../tenant/options.ts';
import type { User } from '../tenant/user.ts';
import type { Caller } from './caller.ts';

/** One authenticated request, with everything a handler may look at. */
export interface ApiRequest {
  readonly instance: Instance;
  /** What a reader sees, perhaps late. */
  readonly view: Stored;
  readonly caller: Caller;
  readonly options: InstanceOptions;
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
  readonly baseUrl: string;
  /** Epoch ms. */
  readonly now: number;
  /** User fields that a fault takes out of answers. */
  readonly hiddenFields: (userId: string) => readonly string[];
  /** What faults do to a list. */
  readonly disorder: ListDisorder;
  /** Counts this request against the limit of creating users. */
  readonly countCreate: () => Counted;
}

/** Answers one request in one go; a change is made before the handler returns. */
export type ApiHandler = (request: ApiRequest) => Answer;

export interface ApiEndpoint {
  readonly handle: ApiHandler;
  /** Who may: everybody with a token that is known, or administrators. */
  readonly needs: 'token' | 'admin';
  /** Only the enterprise edition has it. */
  readonly isEnterprise?: boolean;
}

export type ApiRoute = Route<ApiEndpoint>;

const LARGEST_INTEGER = 2 ** 31 - 1;

/** The id in the path; 400 when it is no integer, 500 when the database cannot hold it. */
function idInPath({ params }: Pick<ApiRequest, 'params'>, name: string): number {
  const given = params.get(name) ?? '';
  if (!/^-?\d+$/.test(given))
    throw badRequest(`/params/${name}`, `The \`/params/${name}\` property must be integer. You sent "${given}".`);
  const id = Number(given);
  if (Math.abs(id) > LARGEST_INTEGER)
    throw unknownError(`select * from "users" - value "${given}" is out of range for type integer`);
  return id;
}

/** A person; Unleash's own users and service accounts are not found here. */
export function userInPath(request: ApiRequest, stored: Stored): User {
  const user = personById(stored, idInPath(request, 'id'));
  if (user === undefined) throw notFound('No user found');
  return user;
}

export function groupInPath(request: ApiRequest, stored: Stored): Group {
  const group = stored.groups.get(idInPath(request, 'groupId'));
  if (group === undefined) throw notFound('No group found');
  return group;
}
