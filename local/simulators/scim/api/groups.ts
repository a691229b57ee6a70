import {
  type Attributes,
  GROUP_SCHEMA,
  isAttributes,
  noContent,
  refuse,
  scimError,
  valueIn,
} from '../../kit/scim/answer.ts';
import { given, listAnswer } from '../../kit/scim/page.ts';
import { patched } from '../../kit/scim/patch.ts';
import { type Group, groupNamed, textIn } from '../tenant/directory.ts';
import { type ApiHandler, type ApiRequest, groupInPath, matchVersion } from './api-request.ts';
import { oneAnswer, shownGroup } from './render.ts';
import { grammarOf, refuseWithoutPatch } from './users.ts';

export const listGroups: ApiHandler = (request) => {
  const { view, query, options, disorder } = request;
  const answer = listAnswer({
    resources: [...view.groups.values()].map((group) => shownGroup(group, request)),
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

export const getGroup: ApiHandler = (request) => {
  const group = groupInPath(request, request.view);
  return oneAnswer(200, group, shownGroup(group, request), request);
};

/** Schemas that only one vendor knows are ignored. */
export const createGroup: ApiHandler = (request) => {
  const { directory, options, now } = request;
  if (!options.groupsCanBeMade) return scimError(403, 'Groups are made in the product, and mapped there.');
  const written = writtenGroup(request);
  if (groupNamed(directory.groups, textIn(written.attributes, 'displayName') ?? ''))
    return scimError(409, 'A group of this name exists already.', 'uniqueness');
  const group: Group = { id: directory.guid(), created: now, lastModified: now, version: 1, ...written };
  directory.groups.put(group, now);
  return oneAnswer(201, group, shownGroup(group, request), request);
};

/** A member who is not in the body is no member any more. */
export const replaceGroup: ApiHandler = (request) => {
  const group = groupInPath(request, request.directory);
  matchVersion(request, group);
  return changed(group, writtenGroup(request), 200, request);
};

export const patchGroup: ApiHandler = (request) => {
  const { options, body } = request;
  refuseWithoutPatch(request);
  const group = groupInPath(request, request.directory);
  matchVersion(request, group);
  const before = { id: group.id, ...group.attributes, members: group.memberIds.map((value) => ({ value })) };
  const { id: _, ...after } = patched(before, body, {
    readOnly: ['id', 'meta', 'schemas'],
    multiValued: ['members'],
    removeAbsent: options.removeAbsent,
    isMinimal: options.minimalGroupPatch,
  });
  return changed(
    group,
    { attributes: withoutMembers(after), memberIds: memberIds(after, request) },
    options.patch === '204' ? 204 : 200,
    request,
  );
};

function changed(
  group: Group,
  written: Pick<Group, 'attributes' | 'memberIds'>,
  status: 200 | 204,
  request: ApiRequest,
) {
  const { directory, options, now } = request;
  const after: Group = { ...group, ...written, lastModified: now, version: group.version + 1 };
  directory.groups.put(after, now);
  if (status === 204) return noContent;
  const shown = shownGroup(after, request);
  return oneAnswer(200, after, options.patchAnswerHidesMembers ? withoutMembers(shown) : shown, request);
}

export const deleteGroup: ApiHandler = (request) => {
  const { directory, options, now } = request;
  const group = groupInPath(request, directory);
  if (!options.groupsCanBeMade) return scimError(403, 'Groups are made in the product, and mapped there.');
  matchVersion(request, group);
  directory.groups.remove(group.id, now);
  return noContent;
};

function writtenGroup(request: ApiRequest): Pick<Group, 'attributes' | 'memberIds'> {
  const { body } = request;
  const schemas = isAttributes(body) ? valueIn(body, 'schemas') : undefined;
  if (!isAttributes(body) || !Array.isArray(schemas) || !schemas.includes(GROUP_SCHEMA))
    throw refuse(400, 'The body must be a group, with its schema.', 'invalidSyntax');
  const displayName = textIn(body, 'displayName');
  if (displayName === undefined || displayName.trim() === '')
    throw refuse(400, 'displayName must be a text.', 'invalidValue');
  const externalId = textIn(body, 'externalId');
  return {
    attributes: { displayName, ...(externalId !== undefined && { externalId }) },
    memberIds: memberIds(body, request),
  };
}

/** Ids of users who are there. Others are refused, or left out and not mentioned. */
function memberIds(attributes: Attributes, { directory, options }: ApiRequest): readonly string[] {
  const members = given(attributes, 'members') ?? [];
  if (!Array.isArray(members)) throw refuse(400, 'members must be a list.', 'invalidValue');
  const ids = members.map((member) => (isAttributes(member) ? textIn(member, 'value') : undefined));
  const known = ids.filter((id) => id !== undefined && directory.users.get(id) !== undefined).map(String);
  if (known.length < ids.length && options.unknownMembers === 'refuse')
    throw refuse(400, 'A member is no user of this directory.', 'invalidValue');
  return options.memberTwice === 'keep' ? known : [...new Set(known)];
}

function withoutMembers(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => name.toLowerCase() !== 'members'));
}
