import { fieldsOf, filledText, text } from '../../../kit/decode.ts';
import { ok } from '../../../kit/http/answer.ts';
import { created, empty, noContent, refuse } from '../../http/answer.ts';
import { groupByName, hasSeat, membersOf } from '../../organisation/organisation.ts';
import { stateOf, type User } from '../../organisation/records.ts';
import { type ApiHandler, type ApiRequest, groupOf, oneDirectoryOf, writableGroupOf } from '../api-request.ts';

/** 201 without a body: the id is found by the name. */
export const createGroup: ApiHandler = (request) => {
  const { organisation, options, body, now } = request;
  const directoryId = oneDirectoryOf(request);
  const fields = fieldsOf(body, 'body', ['name', 'description']);
  const name = fields.required('name', filledText);
  if (groupByName(organisation.groups, directoryId, name) !== undefined)
    throw refuse(options, 409, 'ADMIN-409-28', 'Conflict', 'A group of this name exists');
  organisation.groups.put(
    {
      id: organisation.guid(),
      sequence: organisation.nextSequence(),
      directoryId,
      name,
      description: fields.optional('description', text) ?? '',
      isSynced: false,
      managedBy: 'admins',
      isModifiable: true,
      isDeletable: true,
      grants: [],
    },
    now,
  );
  return created;
};

export const deleteGroup: ApiHandler = (request) => {
  const { organisation, options, now } = request;
  const group = writableGroupOf(request);
  if (!group.isDeletable) throw refuse(options, 403, 'ADMIN-403-6', 'Forbidden', 'The group has a default role');
  for (const user of membersOf(organisation.users, group.id))
    organisation.users.put({ ...user, groupIds: user.groupIds.filter((id) => id !== group.id) }, now);
  organisation.groups.remove(group.id, now);
  return noContent;
};

/** 409 has two meanings: already a member, or no seat. */
export const addMember: ApiHandler = (request) => {
  const { organisation, options, body, now } = request;
  const group = writableGroupOf(request);
  const user = personIn(
    request,
    fieldsOf(body, 'body', ['accountId']).required('accountId', filledText),
    group.directoryId,
  );
  if (user.groupIds.includes(group.id))
    throw refuse(options, 409, 'ADMIN-409-28', 'Conflict', 'The user is in the group');
  const isActive = stateOf(user, group.directoryId) === 'active';
  if (group.grants.length > 0 && isActive && !hasSeat(organisation, options))
    throw refuse(options, 409, options.seatCode ?? '', 'User limit exceeded');
  organisation.users.put({ ...user, groupIds: [...user.groupIds, group.id] }, now);
  return noContent;
};

export const removeMember: ApiHandler = (request) => {
  const { organisation, options, params, now } = request;
  const group = writableGroupOf(request);
  const user = personIn(request, params.get('accountId') ?? '', group.directoryId);
  if (!user.groupIds.includes(group.id)) throw refuse(options, 404, 'ADMIN-404-8', 'User not found');
  organisation.users.put({ ...user, groupIds: user.groupIds.filter((id) => id !== group.id) }, now);
  return noContent;
};

function personIn({ organisation, options }: ApiRequest, accountId: string, directoryId: string): User {
  const user = organisation.users.get(accountId);
  if (user?.memberships[directoryId] === undefined) throw refuse(options, 404, 'ADMIN-404-8', 'User not found');
  return user;
}

/** One entry a resource. */
export const listGrants: ApiHandler = (request) => {
  const { grants } = groupOf(request);
  const resources = [...new Set(grants.map(({ resourceId }) => resourceId))];
  return ok({
    data: resources.map((resourceId) => ({
      resourceId,
      resourceOwner: /^ari:cloud:([^:]+)/.exec(resourceId)?.[1] ?? 'platform',
      roles: grants.flatMap((one) => (one.resourceId === resourceId ? [one.roleId] : [])),
    })),
    links: { self: 'self' },
  });
};

const grantIn = ({ body }: ApiRequest) => {
  const fields = fieldsOf(body, 'body', ['resourceId', 'roleId']);
  return { resourceId: fields.required('resourceId', filledText), roleId: fields.required('roleId', filledText) };
};

/** 200, not 204. */
export const grantAccess: ApiHandler = (request) => {
  const { organisation, now } = request;
  const group = writableGroupOf(request);
  const grant = grantIn(request);
  organisation.groups.put({ ...group, grants: [...group.grants.filter((one) => !isSame(one, grant)), grant] }, now);
  return empty;
};

export const revokeAccess: ApiHandler = (request) => {
  const { organisation, options, now } = request;
  const group = writableGroupOf(request);
  const grant = grantIn(request);
  if (!group.grants.some((one) => isSame(one, grant))) throw refuse(options, 404, 'ADMIN-UAM-404-1', 'Not found');
  organisation.groups.put({ ...group, grants: group.grants.filter((one) => !isSame(one, grant)) }, now);
  return noContent;
};

type Grant = ReturnType<typeof grantIn>;
const isSame = (one: Grant, other: Grant) => one.resourceId === other.resourceId && one.roleId === other.roleId;
