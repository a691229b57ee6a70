import { ADA, adaIs, BOB, find, GROUP, type ScimCase, USER } from './case.ts';

export const CREATING: readonly ScimCase[] = [
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

export const READING: readonly ScimCase[] = [
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

export const REPLACING: readonly ScimCase[] = [
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

export const AROUND: readonly ScimCase[] = [
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
