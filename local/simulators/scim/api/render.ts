import { type Answer, json } from '../../kit/http/answer.ts';
import { type Attributes, GROUP_SCHEMA, isAttributes, scimJson, USER_SCHEMA, valueIn } from '../../kit/scim/answer.ts';
import { projected, without } from '../../kit/scim/page.ts';
import { addressOf, type Group, groupsOf, textIn, type User } from '../tenant/directory.ts';
import { type ApiRequest, etagOf } from './api-request.ts';

/** A user as it is shown, with the groups it is in. */
export function shownUser(user: User, { view, options, baseUrl }: ApiRequest): Attributes {
  const groups = options.usersShowGroups ? groupsOf(view.groups, user.id) : [];
  const active = valueIn(user.attributes, 'active');
  return {
    schemas: [USER_SCHEMA, ...Object.keys(user.attributes).filter((name) => name.startsWith('urn:'))],
    id: user.id,
    ...user.attributes,
    ...(options.booleans === 'text' && active !== undefined && { active: active === true ? 'True' : 'False' }),
    ...(groups.length > 0 && {
      groups: groups.map(({ id, attributes }) => ({
        value: id,
        display: textIn(attributes, 'displayName'),
        type: 'direct',
      })),
    }),
    meta: metaOf(user, 'User', `${baseUrl}/Users/${user.id}`, options),
  };
}

export function shownGroup(group: Group, { view, options, baseUrl }: ApiRequest): Attributes {
  const members = group.memberIds.map((id) => {
    const user = view.users.get(id);
    return { value: id, type: 'User', ...(user && { display: addressOf(user) }) };
  });
  return {
    schemas: [GROUP_SCHEMA],
    id: group.id,
    ...group.attributes,
    ...(members.length > 0 && { members }),
    meta: metaOf(group, 'Group', `${baseUrl}/Groups/${group.id}`, options),
  };
}

const metaOf = (resource: User | Group, resourceType: string, location: string, { etags }: ApiRequest['options']) => ({
  resourceType,
  created: new Date(resource.created).toISOString(),
  lastModified: new Date(resource.lastModified).toISOString(),
  location,
  ...(etags !== 'off' && { version: etagOf(resource) }),
});

/** One resource, with its place and its version. */
export function oneAnswer(
  status: number,
  resource: User | Group,
  shown: Attributes,
  { options, query, hiddenFields }: ApiRequest,
): Answer {
  const location = isAttributes(shown['meta']) ? String(shown['meta']['location']) : '';
  const headers = { ...(status === 201 && { location }), ...(options.etags !== 'off' && { etag: etagOf(resource) }) };
  if (status === 201 && options.createAnswer === 'location') return { status, headers, body: '' };
  const body = projected(without(shown, hiddenFields(resource.id)), query);
  return options.mediaTypes === 'json' ? json(status, body, headers) : scimJson(status, body, headers);
}
