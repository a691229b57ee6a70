import { type Attributes, GROUP_SCHEMA, isAttributes, refuse, scimJson, valueIn } from '../../../kit/scim/answer.ts';
import { given, listAnswer, projected } from '../../../kit/scim/page.ts';
import { patched } from '../../../kit/scim/patch.ts';
import type { Group } from '../../tenant/group.ts';
import { scimUsers } from '../../tenant/scim-side.ts';
import { mappedGroups, type ScimRequest, type ScimRoute, scimGroupInPath } from './scim-request.ts';

type Handler = ScimRoute['handle'];

/** The group under the name that it is mapped by. */
const shownGroup = (group: Group, { tenant, view }: ScimRequest): Attributes => ({
  schemas: [GROUP_SCHEMA],
  id: group.id,
  displayName: group.name,
  members: scimUsers(tenant.scim, view)
    .filter(({ user }) => user.groupIds.includes(group.id))
    .map(({ id, userName }) => ({ value: id, display: userName, type: 'User' })),
  meta: { resourceType: 'Group' },
});

/** Only groups that an administrator has mapped. */
export const listScimGroups: Handler = (request) =>
  listAnswer({
    resources: mappedGroups(request).map((group) => shownGroup(group, request)),
    query: request.query,
    grammar: { attributes: ['displayName'] },
    filters: 'honour',
    maxPage: 100,
    endsAfter: null,
    cursors: false,
    disorder: request.disorder,
  });

export const getScimGroup: Handler = (request) =>
  scimJson(200, projected(shownGroup(scimGroupInPath(request), request), request.query));

/** A group of the identity provider has no effect before an administrator has mapped it to one that exists. */
export const refuseScimGroup: Handler = () => {
  throw refuse(403, 'Groups are made in Atlan, and mapped there.');
};

/** Members that are no user of Atlan, or whose userName is not the username, are skipped, and the call succeeds. */
export const patchScimGroup: Handler = (request) => {
  const { tenant, body, now } = request;
  const group = scimGroupInPath(request);
  const rules = { readOnly: ['id', 'meta', 'schemas'], multiValued: ['members'], removeAbsent: 'done' } as const;
  const after = patched(shownGroup(group, request), body, rules);
  const members = given(after, 'members') ?? [];
  const ids = (Array.isArray(members) ? members : []).map((member) => isAttributes(member) && valueIn(member, 'value'));
  for (const { id: scimId, userName, user } of scimUsers(tenant.scim, tenant)) {
    if (userName !== user.username || !tenant.users.get(user.id)) continue;
    const others = user.groupIds.filter((id) => id !== group.id);
    const groupIds = ids.includes(scimId) ? [...others, group.id] : others;
    if (groupIds.length !== user.groupIds.length) tenant.users.put({ ...user, groupIds }, now);
  }
  return scimJson(200, shownGroup(group, request));
};
