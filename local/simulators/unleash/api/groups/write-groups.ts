import { isObject } from '../../../kit/decode.ts';
import { done, json, ok, Refused } from '../../../kit/http/answer.ts';
import { badData, badRequest, serviceError, unknownError } from '../../http/answer.ts';
import type { Group, Member } from '../../tenant/group.ts';
import { personById } from '../../tenant/instance.ts';
import { rootRole } from '../../tenant/role.ts';
import { type ApiHandler, type ApiRequest, groupInPath } from '../api-request.ts';
import { written } from './shown-group.ts';

type Body = Readonly<Record<string, unknown>>;

/** Not atomic: after a refusal of the members the group is there, and empty. */
export const createGroup: ApiHandler = (request) => {
  const { instance, now, caller } = request;
  const body = bodyOf(request);
  demandName(request, body);
  const group: Group = {
    id: instance.nextGroupId(),
    name: String(body['name']),
    description: textOrNull(body['description']) ?? null,
    mappingsSSO: listOf(body['mappingsSSO']) ?? [],
    rootRole: roleIn(body),
    createdBy: nameOf(caller.user),
    createdAt: now,
    scimId: null,
    members: [],
  };
  instance.putGroup(group, now);
  const ids = idsIn(body) ?? [];
  const members = joining(request, ids);
  instance.putGroup({ ...group, members }, now);
  return json(201, written(group), { location: `groups/${group.id}` });
};

/**
 * Replaces the whole group: members become exactly the list, and who has no `rootRole` in the request loses it. The row is written before
 * the members are looked at, so that it stays changed when those are refused.
 */
export const updateGroup: ApiHandler = (request) => {
  const { instance, now } = request;
  const before = groupInPath(request, instance.now());
  const body = bodyOf(request);
  demandName(request, body, before);
  const ids = idsIn(body);
  const current = before.members.map(({ userId }) => userId);
  if (before.scimId !== null && !sameSet(new Set(current), new Set(ids ?? [])))
    throw badData('Cannot update users of a SCIM group');
  const group: Group = {
    ...before,
    name: String(body['name']),
    description:
      textOrNull(body['description']) === undefined ? before.description : (textOrNull(body['description']) ?? null),
    mappingsSSO: listOf(body['mappingsSSO']) ?? before.mappingsSSO,
    rootRole: roleIn(body),
  };
  instance.putGroup(group, now);
  if (ids === undefined) throw unknownError("Cannot read properties of undefined (reading 'some')");
  const staying = before.members.filter(({ userId }) => ids.includes(userId));
  const added = joining(
    request,
    ids.filter((id) => !current.includes(id)),
  );
  instance.putGroup({ ...group, members: [...staying, ...added] }, now);
  return ok(written(group));
};

export const deleteGroup: ApiHandler = (request) => {
  const { instance, now } = request;
  instance.removeGroup(groupInPath(request, instance.now()).id, now);
  return done;
};

const bodyOf = ({ body }: ApiRequest): Body => {
  if (!isObject(body)) throw badRequest('/body', 'The `/body` property must be object.');
  return body;
};

function demandName({ instance }: ApiRequest, { name }: Body, before?: Group): void {
  if (typeof name !== 'string')
    throw badRequest('/body/name', 'The `/body/name` property is required. It was not present on the data you sent.');
  if (name === '') throw badData('Group name cannot be empty');
  if (before?.name === name) return;
  if ([...instance.now().groups.values()].some((group) => group.name === name))
    throw new Refused(serviceError(409, 'NameExistsError', 'Group name already exists'));
  if (before !== undefined && before.scimId !== null) throw badData('Cannot update the name of a SCIM group');
}

/** The ids in `users`, as often as they are there; undefined without the list. */
function idsIn({ users }: Body): readonly number[] | undefined {
  if (users === undefined) return undefined;
  if (!Array.isArray(users)) throw badRequest('/body/users', 'The `/body/users` property must be array.');
  return users.map((entry: unknown, index) => {
    const id = isObject(entry) && isObject(entry['user']) ? entry['user']['id'] : undefined;
    if (typeof id !== 'number') throw badRequest(`/body/users/${index}/user/id`, 'The property must be integer.');
    return id;
  });
}

function joining({ instance, now, caller }: ApiRequest, ids: readonly number[]): readonly Member[] {
  if (new Set(ids).size < ids.length)
    throw unknownError('insert into "group_user" - duplicate key value violates unique constraint "group_user_pkey"');
  if (ids.some((id) => personById(instance.now(), id) === undefined))
    throw badData('Incorrect user id in the users group');
  return ids.map((userId) => ({ userId, joinedAt: now, createdBy: nameOf(caller.user) }));
}

function roleIn({ rootRole: given }: Body): number | null {
  if (given === undefined || given === null) return null;
  const role = rootRole(given);
  if (role === undefined) throw badData(`Incorrect role id ${JSON.stringify(given)}`);
  return role.id;
}

const nameOf = ({ name, username = '' }: { readonly name?: string; readonly username?: string }): string =>
  name ?? username;
const textOrNull = (value: unknown): string | null | undefined =>
  typeof value === 'string' || value === null ? value : undefined;
const listOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.map(String) : undefined;
const sameSet = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));
