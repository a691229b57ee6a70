import {
  type Attributes,
  isAttributes,
  noContent,
  refuse,
  scimJson,
  USER_SCHEMA,
  valueIn,
} from '../../../kit/scim/answer.ts';
import { given, listAnswer, projected } from '../../../kit/scim/page.ts';
import { patched } from '../../../kit/scim/patch.ts';
import { type ScimUser, scimUserOf, scimUsers } from '../../tenant/scim-side.ts';
import { defaultGroupIds, userByEmail } from '../../tenant/tenant.ts';
import type { User } from '../../tenant/user.ts';
import { type ScimRequest, type ScimRoute, scimUserIn, scimUserInPath } from './scim-request.ts';

type Handler = ScimRoute['handle'];

export const MAX_PAGE = 100;

/** A user as SCIM shows them. The userName is Atlan's own, unless the tenant was told otherwise; groups are not shown. */
const shownUser = ({ id, userName, email, active, user }: ScimUser): Attributes => ({
  schemas: [USER_SCHEMA],
  id,
  userName,
  active,
  name: { ...(user.firstName && { givenName: user.firstName }), ...(user.lastName && { familyName: user.lastName }) },
  emails: [{ value: email, type: 'work', primary: true }],
  meta: { resourceType: 'User', created: new Date(user.createdTimestamp).toISOString() },
});

export const listScimUsers: Handler = ({ tenant, view, query, disorder }) =>
  listAnswer({
    resources: scimUsers(tenant.scim, view).map(shownUser),
    query,
    grammar: { attributes: ['userName'] },
    filters: 'honour',
    maxPage: MAX_PAGE,
    endsAfter: null,
    cursors: false,
    disorder,
  });

export const getScimUser: Handler = (request) =>
  scimJson(200, projected(shownUser(scimUserIn(request, request.view)), request.query));

/** Created before a first sign-in, with the default role. A name that is taken stays whose it is. */
export const createScimUser: Handler = ({ tenant, body, now }) => {
  const { userName, email, active, name } = written(body);
  const taken = [
    ...scimUsers(tenant.scim, tenant).map((other) => other.userName),
    ...Array.from(tenant.users.values(), ({ username }) => username),
  ];
  if (taken.some((one) => one.toLowerCase() === userName.toLowerCase()) || userByEmail(tenant.users, email))
    throw refuse(409, 'This userName or address is taken.', 'uniqueness');
  const user: User = {
    id: tenant.guid(),
    username: userName,
    email: email.toLowerCase(),
    emailVerified: true,
    enabled: active ?? true,
    ...name,
    workspaceRole: '$guest',
    groupIds: defaultGroupIds(tenant.groups),
    attributes: {},
    createdTimestamp: now,
    loginEvents: [],
    isLocked: false,
    isScimUser: true,
  };
  tenant.users.put(user, now);
  return scimJson(201, shownUser(scimUserOf(user)), { location: `/api/service/scim/Users/${user.id}` });
};

export const replaceScimUser: Handler = (request) => changed(scimUserInPath(request), request.body, request);

export const patchScimUser: Handler = (request) => {
  const user = scimUserInPath(request);
  const rules = {
    readOnly: ['id', 'meta', 'schemas', 'groups'],
    multiValued: ['emails'],
    removeAbsent: 'done',
  } as const;
  return changed(user, { ...patched(shownUser(user), request.body, rules), schemas: [USER_SCHEMA] }, request);
};

/** userName and address are taken over once, when the user is created; later values are ignored, and the answer is 200. */
function changed(before: ScimUser, body: unknown, request: ScimRequest) {
  const { active = before.active, name } = written(body);
  return scimJson(200, shownUser(put({ ...before.user, ...name, enabled: active, isScimUser: true }, request)));
}

/** Stores a user where they are; what SCIM wrote of their state is the same on both sides. */
function put(user: User, { tenant, now }: ScimRequest): ScimUser {
  const { views, only } = tenant.scim;
  const { active: _, ...view } = views.get(user.id) ?? {};
  if (views.has(user.id)) views.set(user.id, view);
  if (only.has(user.id)) only.set(user.id, user);
  else tenant.users.put(user, now);
  return scimUserOf(user, view);
}

/** Who is taken out of the identity provider's application is disabled, and stays. */
export const deleteScimUser: Handler = (request) => {
  put({ ...scimUserInPath(request).user, enabled: false }, request);
  return noContent;
};

function written(body: unknown) {
  const schemas = isAttributes(body) ? valueIn(body, 'schemas') : undefined;
  if (!isAttributes(body) || !Array.isArray(schemas) || !schemas.includes(USER_SCHEMA))
    throw refuse(400, 'The body must be a user, with its schema.', 'invalidSyntax');
  const userName = given(body, 'userName');
  const emails = given(body, 'emails');
  const [first] = Array.isArray(emails) ? emails.filter(isAttributes) : [];
  const email = first && valueIn(first, 'value');
  if (typeof userName !== 'string' || typeof email !== 'string' || !email.includes('@'))
    throw refuse(400, 'A user needs a userName and an address.', 'invalidValue');
  const active = given(body, 'active');
  if (active !== undefined && typeof active !== 'boolean')
    throw refuse(400, 'active must be true or false.', 'invalidValue');
  const name = given(body, 'name');
  return { userName, email, active, name: isAttributes(name) ? names(name) : {} };
}

function names(name: Attributes): Pick<User, 'firstName' | 'lastName'> {
  const [firstName, lastName] = [valueIn(name, 'givenName'), valueIn(name, 'familyName')];
  return {
    ...(typeof firstName === 'string' && { firstName }),
    ...(typeof lastName === 'string' && { lastName }),
  };
}
