import { Refused } from '../../kit/http/answer.ts';
import {
  type Attributes,
  isAttributes,
  noContent,
  refuse,
  scimError,
  USER_SCHEMA,
  valueIn,
} from '../../kit/scim/answer.ts';
import { given, listAnswer } from '../../kit/scim/page.ts';
import { patched } from '../../kit/scim/patch.ts';
import { addressOf, removeUser, textIn, type User } from '../tenant/directory.ts';
import { type ApiHandler, type ApiRequest, matchVersion, userInPath } from './api-request.ts';
import { oneAnswer, shownUser } from './render.ts';

export const listUsers: ApiHandler = (request) => {
  const { view, query, options, disorder } = request;
  const users = [...view.users.values()].filter(({ isHidden }) => !isHidden);
  const answer = listAnswer({
    resources: users.map((user) => shownUser(user, request)),
    hidden: request.hiddenFields,
    query,
    grammar: grammarOf(request),
    filters: options.filters,
    maxPage: options.maxPage,
    endsAfter: options.pagesEndAfter,
    cursors: options.cursors,
    disorder,
  });
  return options.emptyFilter === 'not-found' && query.has('filter') && /"totalResults":0\b/.test(answer.body)
    ? scimError(404, 'No resource matches the filter.')
    : answer;
};

export const grammarOf = ({ options: { filterAttributes, filterMindsCase } }: ApiRequest) => ({
  ...(filterAttributes.length > 0 && { attributes: filterAttributes }),
  mindsCase: filterMindsCase,
});

export const getUser: ApiHandler = (request) => {
  const user = userInPath(request, request.view);
  return oneAnswer(200, user, shownUser(user, request), request);
};

export const createUser: ApiHandler = (request) => {
  const { directory, now, body } = request;
  const attributes = writtenUser(body);
  refuseTaken(attributes, undefined, request);
  const user: User = { id: directory.guid(), created: now, lastModified: now, version: 1, attributes, signIns: [] };
  directory.users.put(user, now);
  return oneAnswer(201, user, shownUser(user, request), request);
};

/** What is missing in the body is cleared. */
export const replaceUser: ApiHandler = (request) => {
  const user = userInPath(request, request.directory);
  matchVersion(request, user);
  return changed(user, writtenUser(request.body), 200, request);
};

export const patchUser: ApiHandler = (request) => {
  const { options, body } = request;
  refuseWithoutPatch(request);
  const user = userInPath(request, request.directory);
  matchVersion(request, user);
  const readOnly = ['id', 'meta', 'groups', 'schemas', ...(options.userNameIsFixed ? ['userName'] : [])];
  const rules = { readOnly, multiValued: MULTI_VALUED, removeAbsent: options.removeAbsent } as const;
  const { id: _, ...after } = patched({ id: user.id, ...user.attributes }, body, rules);
  return changed(user, decoded(after), options.patch === '204' ? 204 : 200, request);
};

export function refuseWithoutPatch({ options: { patch } }: ApiRequest): void {
  if (patch === '501' || patch === '405') throw refuse(Number(patch), 'This server has no PATCH.');
}

const MULTI_VALUED = [
  'emails',
  'phoneNumbers',
  'ims',
  'photos',
  'addresses',
  'entitlements',
  'roles',
  'x509Certificates',
];

function changed(user: User, attributes: Attributes, status: 200 | 204, request: ApiRequest) {
  const { directory, options, now } = request;
  if (options.userNameIsFixed && textIn(attributes, 'userName') !== textIn(user.attributes, 'userName'))
    throw refuse(400, 'userName cannot be changed.', 'mutability');
  refuseTaken(attributes, user.id, request);
  const after: User = {
    ...user,
    attributes: options.ignoresActive ? { ...attributes, active: user.attributes['active'] } : attributes,
    lastModified: now,
    version: user.version + 1,
  };
  directory.users.put(after, now);
  return status === 204 ? noContent : oneAnswer(200, after, shownUser(after, request), request);
}

export const deleteUser: ApiHandler = (request) => {
  const { directory, options, now } = request;
  const user = userInPath(request, directory);
  matchVersion(request, user);
  if (options.deletedUsers === 'removed') removeUser(directory, user.id, now);
  else {
    const attributes = { ...user.attributes, active: false };
    const isHidden = options.deletedUsers === 'hidden';
    directory.users.put({ ...user, attributes, isHidden, version: user.version + 1, lastModified: now }, now);
  }
  return noContent;
};

/** What a client may write of a user; anything that it may not is dropped, as RFC 7644 3.3 and 3.5.1 have it. */
function writtenUser(body: unknown): Attributes {
  const schemas = isAttributes(body) ? valueIn(body, 'schemas') : undefined;
  if (!isAttributes(body) || !Array.isArray(schemas) || !schemas.includes(USER_SCHEMA))
    throw refuse(400, 'The body must be a user, with its schema.', 'invalidSyntax');
  return decoded(Object.fromEntries(Object.entries(body).filter(([name]) => !DROPPED.includes(name.toLowerCase()))));
}

const DROPPED = ['id', 'meta', 'groups', 'schemas', 'password'];

function decoded(attributes: Attributes): Attributes {
  const userName = textIn(attributes, 'userName');
  if (userName === undefined || userName.trim() === '') throw refuse(400, 'userName must be a text.', 'invalidValue');
  const active = given(attributes, 'active');
  const truth = typeof active === 'string' && /^(true|false)$/i.test(active) ? active.toLowerCase() === 'true' : active;
  if (truth !== undefined && typeof truth !== 'boolean')
    throw refuse(400, 'active must be true or false.', 'invalidValue');
  const emails = given(attributes, 'emails') ?? [];
  const areEmails =
    Array.isArray(emails) && emails.every((email) => isAttributes(email) && isAddress(textIn(email, 'value')));
  if (!areEmails) throw refuse(400, 'emails must be a list of addresses.', 'invalidValue');
  const { active: _, ...others } = attributes;
  return { ...others, ...(truth !== undefined && { active: truth }) };
}

const isAddress = (text: string | undefined): boolean => text !== undefined && /^[^\s@]+@[^\s@]+$/.test(text);

function refuseTaken(attributes: Attributes, ownId: string | undefined, { directory, options }: ApiRequest): void {
  const userName = textIn(attributes, 'userName')?.toLowerCase();
  const externalId = textIn(attributes, 'externalId');
  const address = addressOf({ attributes }).toLowerCase();
  for (const other of directory.users.values()) {
    if (other.id === ownId) continue;
    const isTaken =
      textIn(other.attributes, 'userName')?.toLowerCase() === userName ||
      (externalId !== undefined && textIn(other.attributes, 'externalId') === externalId) ||
      (options.uniqueEmails && addressOf(other).toLowerCase() === address);
    if (!isTaken) continue;
    const { duplicateStatus } = options;
    const type = duplicateStatus === 500 ? undefined : duplicateStatus === 409 ? 'uniqueness' : 'invalidValue';
    throw new Refused(scimError(duplicateStatus, 'A user with this name or address exists already.', type));
  }
}
