import { type Decode, fieldsOf, filledText, InvalidInput, isObject, listOf, oneOf, text } from '../../../kit/decode.ts';
import { done, ok } from '../../../kit/http/answer.ts';
import { badRequest, heraclesError } from '../../http/answer.ts';
import { type Group, isInternalName } from '../../tenant/group.ts';
import type { TenantOptions } from '../../tenant/options.ts';
import { groupByName } from '../../tenant/tenant.ts';
import { type ApiHandler, type ApiRequest, groupInPath } from '../api-request.ts';
import { joined } from './change-memberships.ts';

type Attributes = Group['attributes'];

/** A 200 does not mean that the users joined; the map says so for each user. */
export const createGroup: ApiHandler = (request) => {
  const { tenant, body, caller, now } = request;
  const fields = fieldsOf(body, 'body');
  const { name, attributes } = fields.required('group', newGroup(request.options));
  const userIds = fields.optional('users', listOf(filledText)) ?? [];
  if (groupByName(tenant.groups, name) !== undefined) {
    return heraclesError(400, 'keycloak error', `409 Conflict: Top level group named '${name}' already exists.`, 3500);
  }
  const group: Group = {
    id: tenant.guid(),
    name,
    attributes: { isDefault: ['false'], ...attributes, createdAt: [String(now)], createdBy: [caller.username] },
  };
  tenant.groups.put(group, now);
  const results = userIds.map((id) => [id, admitted(id, group, request)]);
  return ok({ group: group.id, users: results.length === 0 ? null : Object.fromEntries(results) });
};

function admitted(userId: string, group: Group, { tenant, now }: ApiRequest) {
  const user = tenant.users.get(userId);
  if (user === undefined) return { status: 404, statusMessage: 'User not found' };
  tenant.users.put(joined(user, [group.id]), now);
  return { status: 200, statusMessage: 'success' };
}

const newGroup =
  ({ groupNames }: TenantOptions): Decode<{ readonly name: string; readonly attributes: Attributes }> =>
  (value, at) => {
    const fields = fieldsOf(value, at);
    const name = fields.required('name', filledText);
    if (!isInternalName(name, groupNames)) {
      const letters =
        groupNames === 'strict' ? 'lower-case letters, digits and _' : 'lower-case letters, digits, _ and -';
      throw new InvalidInput(`${at}.name`, `may only have ${letters}`);
    }
    const attributes = fields.required('attributes', groupAttributes);
    if ((attributes['alias'] ?? []).length === 0)
      throw new InvalidInput(`${at}.attributes.alias`, 'must be a list with one name');
    return { name, attributes };
  };

/** Lists of strings; `channels` of objects, as the docs show them, are dropped because SDKs cannot read them back. */
const groupAttributes: Decode<Attributes> = (value, at) => {
  if (!isObject(value)) throw new InvalidInput(at, 'must be an object');
  const kept = Object.entries(value).filter(
    ([name, list]) => list !== null && (name !== 'channels' || isTextList(list)),
  );
  return Object.fromEntries(
    kept.map(([name, list]) => [name, listOf(name === 'isDefault' ? isDefaultWord : text)(list, `${at}.${name}`)]),
  );
};

const isDefaultWord = oneOf(['true', 'false']);

const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Changes only the given attributes, never the internal name. */
export const updateGroup: ApiHandler = (request) => {
  const { tenant, body, caller, now } = request;
  const group = groupInPath(request);
  const given = fieldsOf(body, 'body').optional('attributes', groupAttributes) ?? {};
  if (given['alias']?.length === 0)
    return badRequest('400 Bad Request: body.attributes.alias must be a list with one name');
  const attributes = { ...group.attributes, ...given, updatedAt: [String(now)], updatedBy: [caller.username] };
  tenant.groups.put({ ...group, attributes }, now);
  return done;
};

/** A group that is deleted cannot be restored. */
export const deleteGroup: ApiHandler = (request) => {
  const { tenant, now } = request;
  const group = groupInPath(request);
  tenant.groups.remove(group.id, now);
  for (const user of Array.from(tenant.users.values())) {
    if (!user.groupIds.includes(group.id)) continue;
    tenant.users.put({ ...user, groupIds: user.groupIds.filter((id) => id !== group.id) }, now);
  }
  return done;
};
