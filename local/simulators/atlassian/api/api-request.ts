import type { ListDisorder } from '../../kit/faults/list-disorder.ts';
import type { Answer } from '../../kit/http/answer.ts';
import type { Route } from '../../kit/http/route.ts';
import { refuse } from '../http/answer.ts';
import type { OrganisationOptions } from '../organisation/options.ts';
import type { Organisation, Seen } from '../organisation/organisation.ts';
import type { Group, User } from '../organisation/records.ts';

/** One authenticated request. */
export interface ApiRequest {
  readonly organisation: Organisation;
  /** What reads see: the organisation as it was a while ago, where writes take time to show. */
  readonly seen: Seen;
  readonly options: OrganisationOptions;
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
  /** Epoch ms, by the simulator's clock. */
  readonly now: number;
  readonly hiddenFields: (userId: string) => readonly string[];
  readonly disorder: ListDisorder;
}

export type ApiHandler = (request: ApiRequest) => Answer;
export type ApiRoute = Route<ApiHandler>;

/** The directory in the path, of this organisation; `-` only where a read may span all. */
export function directoryOf({ params, options }: ApiRequest): string {
  const directoryId = params.get('directoryId') ?? '';
  if (params.get('orgId') !== options.orgId) throw refuse(options, 404, 'ADMIN-404-2', 'Organization not found');
  if (directoryId !== '-' && !options.directoryIds.includes(directoryId))
    throw refuse(options, 404, 'ADMIN-404-2', 'Directory not found');
  return directoryId;
}

/** The same for a write, which needs one directory. */
export function oneDirectoryOf(request: ApiRequest): string {
  const directoryId = directoryOf(request);
  if (directoryId === '-')
    throw refuse(request.options, 400, 'ADMIN-400-24', 'Bad Request', 'A write needs the id of one directory');
  return directoryId;
}

/** The member in the path, as things stand now. */
export function memberOf(request: ApiRequest): User {
  const directoryId = oneDirectoryOf(request);
  const user = request.organisation.users.get(request.params.get('accountId') ?? '');
  if (user?.memberships[directoryId] === undefined) throw refuse(request.options, 404, 'ADMIN-404-8', 'User not found');
  return user;
}

/** The group in the path, as things stand now. */
export function groupOf(request: ApiRequest): Group {
  const directoryId = directoryOf(request);
  const group = request.organisation.groups.get(request.params.get('groupId') ?? '');
  if (group === undefined || (directoryId !== '-' && group.directoryId !== directoryId))
    throw refuse(request.options, 404, 'ADMIN-404-10', 'Group not found');
  return group;
}

/** The same for a write: groups that an identity provider fills, and those that may not be changed, refuse it. */
export function writableGroupOf(request: ApiRequest): Group {
  oneDirectoryOf(request);
  const group = groupOf(request);
  if (group.isSynced || group.managedBy === 'external' || !group.isModifiable)
    throw refuse(request.options, 403, 'ADMIN-403-5', 'Forbidden', 'Not allowed to manage the group');
  return group;
}
