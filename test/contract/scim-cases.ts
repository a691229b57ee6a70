/** One request of a client, and what must hold of the answer by RFC 7643 and RFC 7644. */
export interface ScimCase {
  readonly name: string;
  /** The section of RFC 7644, or of RFC 7643 where it begins so. */
  readonly section: string;
  readonly request: CaseRequest;
  readonly status: number | readonly number[];
  readonly scimType?: string;
  /** What the body has at least; `null` stands for an attribute that is not there. */
  readonly body?: object;
  /** Ids or names of the resources that are listed. */
  readonly lists?: readonly string[];
  /** A read afterwards, and what it shows. */
  readonly after?: {
    readonly path: string;
    readonly status?: number;
    readonly body?: object;
    readonly members?: readonly string[];
  };
}

interface CaseRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{ada}`, `{bob}` and `{eng}` are the ids of two users and of a group that has the first of them. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** What every case finds in the directory. */
export const ADA = {
  schemas: [USER],
  userName: 'Ada@example.com',
  externalId: 'hr-Ada',
  displayName: 'Ada',
  active: true,
  name: { givenName: 'Ada', familyName: 'Example' },
  emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
};
export const BOB = {
  schemas: [USER],
  userName: 'bob"s\\@example.com',
  active: true,
  emails: [{ value: 'bob@example.com', type: 'work', primary: true }],
};
export const ENG = { schemas: [GROUP], displayName: 'Engineering' };

const find = (path: string, filter: string): CaseRequest => ({
  method: 'GET',
  path: `${path}?filter=${encodeURIComponent(filter)}`,
});
const patch = (path: string, ...Operations: readonly object[]): CaseRequest => ({
  method: 'PATCH',
  path,
  body: { schemas: [PATCH_OP], Operations },
});
const ada = (...operations: readonly object[]) => patch('/Users/{ada}', ...operations);
const eng = (...operations: readonly object[]) => patch('/Groups/{eng}', ...operations);
const CHANGED = [200, 204];
const adaIs = (body: object) => ({ path: '/Users/{ada}', body });
const engHas = (...members: readonly string[]) => ({ path: '/Groups/{eng}', members });

const CREATING: readonly ScimCase[] = [
  {
    name: 'a created user is answered with its id and its place',
    section: '3.3',
    request: { method: 'POST', path: '/Users', body: { schemas: [USER], userName: 'cy@example.com' } },
    status: 201,
    body: { userName: 'cy@example.com', meta: { resourceType: 'User' } },
  },
  {
    name: 'a userName is taken in any case of its letters',
    section: '3.3',
    request: { method: 'POST', path: '/Users', body: { ...ADA, externalId: 'other', userName: 'ADA@example.com' } },
    status: 409,
    scimType: 'uniqueness',
  },
  {
    name: 'a user needs a userName',
    section: 'RFC 7643 4.1.1',
    request: { method: 'POST', path: '/Users', body: { schemas: [USER], displayName: 'Cy' } },
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'an id that a client made up is not taken',
    section: '3.3',
    request: { method: 'POST', path: '/Users', body: { schemas: [USER], id: 'mine', userName: 'cy@example.com' } },
    status: 201,
    after: { path: '/Users/mine', status: 404 },
  },
  {
    name: 'a body without a schema is refused',
    section: '3.12',
    request: { method: 'POST', path: '/Users', body: { userName: 'cy@example.com' } },
    status: 400,
    scimType: 'invalidSyntax',
  },
  {
    name: 'the schema of another vendor beside the own one is ignored',
    section: '3.3',
    request: {
      method: 'POST',
      path: '/Groups',
      body: { schemas: [GROUP, 'http://vendor.example/Group'], displayName: 'DX' },
    },
    status: 201,
    body: { displayName: 'DX' },
  },
];

const READING: readonly ScimCase[] = [
  {
    name: 'who is not there is 404, in a body of which the status is a text',
    section: '3.12',
    request: { method: 'GET', path: '/Users/no-such-id' },
    status: 404,
    body: { status: '404', schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'] },
  },
  {
    name: 'userName eq does not mind case',
    section: 'RFC 7643 4.1.1',
    request: find('/Users', 'userName eq "ada@EXAMPLE.com"'),
    status: 200,
    lists: ['{ada}'],
  },
  {
    name: 'externalId eq minds case',
    section: 'RFC 7643 3.1',
    request: find('/Users', 'externalId eq "HR-ADA"'),
    status: 200,
    lists: [],
  },
  {
    name: 'externalId eq finds who has it',
    section: 'RFC 7643 3.1',
    request: find('/Users', 'externalId eq "hr-Ada"'),
    status: 200,
    lists: ['{ada}'],
  },
  {
    name: 'quotes and backslashes of a value are escaped as in JSON',
    section: '3.4.2.2',
    request: find('/Users', `userName eq ${JSON.stringify(BOB.userName)}`),
    status: 200,
    lists: ['{bob}'],
  },
  {
    name: 'and needs both',
    section: '3.4.2.2',
    request: find('/Users', 'userName eq "ada@example.com" and active eq false'),
    status: 200,
    lists: [],
  },
  {
    name: 'a value path looks at one address at a time',
    section: '3.4.2.2',
    request: find('/Users', 'emails[type eq "work" and value eq "bob@example.com"]'),
    status: 200,
    lists: ['{bob}'],
  },
  {
    name: 'Entra’s form of it, which stands outside the grammar, is understood',
    section: '3.4.2.2',
    request: find('/Users', 'emails[type eq "work"].value eq "bob@example.com"'),
    status: 200,
    lists: ['{bob}'],
  },
  {
    name: 'a search that finds nothing is an empty list',
    section: '3.4.2',
    request: find('/Users', 'userName eq "stranger@example.com"'),
    status: 200,
    body: { totalResults: 0 },
    lists: [],
  },
  {
    name: 'a filter that cannot be read is refused',
    section: '3.4.2.2',
    request: find('/Users', 'userName eq'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a group is found by its name, and shows no members where they are excluded',
    section: '3.9',
    request: { method: 'GET', path: '/Groups?filter=displayName%20eq%20%22engineering%22&excludedAttributes=members' },
    status: 200,
    body: { totalResults: 1, Resources: [{ displayName: 'Engineering', members: null }] },
  },
  {
    name: 'attributes that are named are shown, and the id with them',
    section: '3.9',
    request: { method: 'GET', path: '/Users/{ada}?attributes=userName' },
    status: 200,
    body: { userName: 'Ada@example.com', emails: null },
  },
  {
    name: 'pages count from 1',
    section: '3.4.2.4',
    request: { method: 'GET', path: '/Users?startIndex=2&count=1' },
    status: 200,
    body: { totalResults: 2, startIndex: 2, itemsPerPage: 1 },
    lists: ['{bob}'],
  },
  {
    name: 'a page that begins before 1 begins at 1',
    section: '3.4.2.4',
    request: { method: 'GET', path: '/Users?startIndex=0&count=1' },
    status: 200,
    lists: ['{ada}'],
  },
  {
    name: 'count 0 asks for the total alone',
    section: '3.4.2.4',
    request: { method: 'GET', path: '/Users?count=0' },
    status: 200,
    body: { totalResults: 2 },
    lists: [],
  },
  {
    name: 'what lies behind the last page is empty',
    section: '3.4.2.4',
    request: { method: 'GET', path: '/Users?startIndex=9' },
    status: 200,
    body: { totalResults: 2 },
    lists: [],
  },
];

const REPLACING: readonly ScimCase[] = [
  {
    name: 'PUT clears what it leaves out',
    section: '3.5.1',
    request: {
      method: 'PUT',
      path: '/Users/{ada}',
      body: { schemas: [USER], userName: 'Ada@example.com', active: true },
    },
    status: 200,
    after: adaIs({ displayName: null, active: true }),
  },
  {
    name: 'PUT of who is not there is 404',
    section: '3.5.1',
    request: { method: 'PUT', path: '/Users/no-such-id', body: ADA },
    status: 404,
  },
  {
    name: 'who was deleted is not there any more',
    section: '3.6',
    request: { method: 'DELETE', path: '/Users/{ada}' },
    status: 204,
    after: { path: '/Users/{ada}', status: 404 },
  },
  {
    name: 'who is not there cannot be deleted',
    section: '3.6',
    request: { method: 'DELETE', path: '/Users/no-such-id' },
    status: 404,
  },
];

const PATCHING_USERS: readonly ScimCase[] = [
  {
    name: 'active is switched off by an object without a path, as Okta does it',
    section: '3.5.2.3',
    request: ada({ op: 'replace', value: { active: false } }),
    status: CHANGED,
    after: adaIs({ active: false, userName: 'Ada@example.com' }),
  },
  {
    name: 'active is switched off by a path',
    section: '3.5.2.3',
    request: ada({ op: 'replace', path: 'active', value: false }),
    status: CHANGED,
    after: adaIs({ active: false }),
  },
  {
    name: 'active is switched off by Entra’s old form, with a capital letter and a text',
    section: '3.5.2.3',
    request: ada({ op: 'Replace', path: 'active', value: 'False' }),
    status: CHANGED,
    after: adaIs({ active: false }),
  },
  {
    name: 'a dotted key in an object is a path, as Entra’s newer form has it',
    section: '3.5.2.3',
    request: ada({ op: 'replace', value: { 'name.givenName': 'Adela' } }),
    status: CHANGED,
    after: adaIs({ name: { givenName: 'Adela', familyName: 'Example' } }),
  },
  {
    name: 'a key with a URN is an attribute of that extension',
    section: '3.5.2.3',
    request: ada({ op: 'add', value: { [`${ENTERPRISE}:department`]: 'Data' } }),
    status: CHANGED,
    after: adaIs({ [ENTERPRISE]: { department: 'Data' } }),
  },
  {
    name: 'a part of a name is replaced alone',
    section: '3.5.2.3',
    request: ada({ op: 'replace', path: 'name.familyName', value: 'Sample' }),
    status: CHANGED,
    after: adaIs({ name: { givenName: 'Ada', familyName: 'Sample' } }),
  },
  {
    name: 'one of several addresses is chosen by a filter',
    section: '3.5.2.3',
    request: ada({ op: 'replace', path: 'emails[type eq "work"].value', value: 'ada.new@example.com' }),
    status: CHANGED,
    after: adaIs({ emails: [{ value: 'ada.new@example.com', type: 'work' }] }),
  },
  {
    name: 'replacing what no value matches has no target',
    section: '3.5.2.3',
    request: ada({ op: 'replace', path: 'emails[type eq "home"].value', value: 'x@example.com' }),
    status: 400,
    scimType: 'noTarget',
  },
  {
    name: 'an attribute is removed by its path',
    section: '3.5.2.2',
    request: ada({ op: 'remove', path: 'displayName' }),
    status: CHANGED,
    after: adaIs({ displayName: null }),
  },
  {
    name: 'removing without a path has no target',
    section: '3.5.2.2',
    request: ada({ op: 'remove' }),
    status: 400,
    scimType: 'noTarget',
  },
  {
    name: 'another operation than the three is a wrong syntax',
    section: '3.12',
    request: ada({ op: 'move', path: 'displayName', value: 'x' }),
    status: 400,
    scimType: 'invalidSyntax',
  },
  {
    name: 'a PATCH without operations is a wrong syntax',
    section: '3.5.2',
    request: { method: 'PATCH', path: '/Users/{ada}', body: { schemas: [PATCH_OP] } },
    status: 400,
    scimType: 'invalidSyntax',
  },
  {
    name: 'a PATCH without its schema is a wrong syntax',
    section: '3.5.2',
    request: {
      method: 'PATCH',
      path: '/Users/{ada}',
      body: { Operations: [{ op: 'replace', value: { active: false } }] },
    },
    status: 400,
    scimType: 'invalidSyntax',
  },
  {
    name: 'an attribute that only the server writes is refused',
    section: '3.5.2',
    request: ada({ op: 'replace', path: 'id', value: 'mine' }),
    status: 400,
    scimType: 'mutability',
  },
  {
    name: 'a path that is none is refused',
    section: '3.12',
    request: ada({ op: 'replace', path: 'emails[', value: 'x' }),
    status: 400,
    scimType: 'invalidPath',
  },
  {
    name: 'of two operations neither is done when the second is wrong',
    section: '3.5.2',
    request: ada({ op: 'replace', path: 'displayName', value: 'Adela' }, { op: 'remove' }),
    status: 400,
    after: adaIs({ displayName: 'Ada' }),
  },
  {
    name: 'who is not there cannot be changed',
    section: '3.5.2',
    request: patch('/Users/no-such-id', { op: 'replace', value: { active: false } }),
    status: 404,
  },
];

const PATCHING_GROUPS: readonly ScimCase[] = [
  {
    name: 'a member is added',
    section: '3.5.2.1',
    request: eng({ op: 'add', path: 'members', value: [{ value: '{bob}' }] }),
    status: CHANGED,
    after: engHas('{ada}', '{bob}'),
  },
  {
    name: 'a member is added by Entra’s form, with an empty reference',
    section: '3.5.2.1',
    request: eng({ op: 'Add', path: 'members', value: [{ $ref: null, value: '{bob}' }] }),
    status: CHANGED,
    after: engHas('{ada}', '{bob}'),
  },
  {
    name: 'a member is added once, however often',
    section: '3.5.2.1',
    request: eng({ op: 'add', path: 'members', value: [{ value: '{ada}' }] }),
    status: CHANGED,
    after: engHas('{ada}'),
  },
  {
    name: 'a member is removed by a filter, and nobody else',
    section: '3.5.2.2',
    request: eng(
      { op: 'add', path: 'members', value: [{ value: '{bob}' }] },
      { op: 'remove', path: 'members[value eq "{ada}"]' },
    ),
    status: CHANGED,
    after: engHas('{bob}'),
  },
  {
    name: 'a member is removed by Entra’s old form, and nobody else',
    section: '3.5.2.2',
    request: eng(
      { op: 'Add', path: 'members', value: [{ value: '{bob}' }] },
      { op: 'Remove', path: 'members', value: [{ value: '{ada}' }] },
    ),
    status: CHANGED,
    after: engHas('{bob}'),
  },
  {
    name: 'all members are removed by the path alone',
    section: '3.5.2.2',
    request: eng({ op: 'remove', path: 'members' }),
    status: CHANGED,
    after: engHas(),
  },
  {
    name: 'all members are replaced',
    section: '3.5.2.3',
    request: eng({ op: 'replace', path: 'members', value: [{ value: '{bob}' }] }),
    status: CHANGED,
    after: engHas('{bob}'),
  },
  {
    name: 'a group is renamed by Okta’s form, which names the id too',
    section: '3.5.2.3',
    request: eng({ op: 'replace', value: { id: '{eng}', displayName: 'Platform' } }),
    status: CHANGED,
    after: { path: '/Groups/{eng}', body: { displayName: 'Platform' }, members: ['{ada}'] },
  },
  {
    name: 'the names of a PATCH do not mind case',
    section: 'RFC 7643 2.1',
    request: {
      method: 'PATCH',
      path: '/Groups/{eng}',
      body: { schemas: [PATCH_OP], operations: [{ op: 'add', path: 'members', value: [{ value: '{bob}' }] }] },
    },
    status: CHANGED,
    after: engHas('{ada}', '{bob}'),
  },
  {
    name: 'a user shows the groups that it is in, and cannot write them',
    section: 'RFC 7643 4.1.2',
    request: ada({ op: 'add', path: 'groups', value: [{ value: 'x' }] }),
    status: 400,
    scimType: 'mutability',
    after: adaIs({ groups: [{ value: '{eng}', display: 'Engineering' }] }),
  },
];

const AROUND: readonly ScimCase[] = [
  {
    name: 'a token that is not known is 401',
    section: '2',
    request: { method: 'GET', path: '/Users', headers: { authorization: 'Bearer wrong' } },
    status: 401,
  },
  {
    name: 'a server says what it can do',
    section: '4',
    request: { method: 'GET', path: '/ServiceProviderConfig' },
    status: 200,
    body: { patch: { supported: true }, filter: { supported: true }, bulk: { supported: false } },
  },
  {
    name: 'what a server says of itself cannot be filtered',
    section: '4',
    request: find('/ServiceProviderConfig', 'patch.supported eq true'),
    status: 403,
  },
];

/** The cases that concern this system, as a client of such servers and as their simulator. */
export const SCIM_CASES: readonly ScimCase[] = [
  ...CREATING,
  ...READING,
  ...REPLACING,
  ...PATCHING_USERS,
  ...PATCHING_GROUPS,
  ...AROUND,
];
