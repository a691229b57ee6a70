import { describe, expect, it } from 'vitest';

import { DIRECTORY, organisationUnderTest, V2 } from './organisation-under-test.ts';

const ada = 'ada@example.com';
const encoded = (id: string) => encodeURIComponent(id);
const SITE = 'ari:cloud:jira::site/70ef3a32-d0da-4e09-b35e-0109f91969c3';

describe('searching', () => {
  it('pages by a cursor that looks like an address, carries the filter, and discards all else', async () => {
    await using org = await organisationUnderTest({ seedUsers: 5 });
    const first = (await org.search({ membershipStatus: ['active', 'suspended'], limit: 2, expand: ['groups'] })).json;
    expect(first.links.next).toMatch(/^https:\/\/api\.atlassian\.com\//);
    expect((await fetch(first.links.next.replace('https://api.atlassian.com', org.url))).status).toBe(401);
    const second = (await org.search({ cursor: first.links.next, limit: 2, emails: [ada] })).json;
    expect(second.data).toHaveLength(2);
    expect(second.data[0]).toHaveProperty('groups');
    const last = (await org.search({ cursor: second.links.next })).json;
    expect([last.data.length, 'next' in last.links]).toEqual([1, false]);
    expect((await org.search({ cursor: 'page-2' })).json.errors[0].code).toBe('ADMIN-400-1');
  });

  it('finds exact addresses in any case, and takes them with no other term', async () => {
    await using org = await organisationUnderTest();
    await org.person(ada);
    await org.person('adaline@example.com');
    expect((await org.search({ emails: ['ADA@example.com'] })).json.data).toMatchObject([{ email: ada }]);
    expect((await org.search({ emails: [ada], searchTerm: 'ada' })).status).toBe(400);
    expect((await org.search({ emails: Array.from({ length: 101 }, (_, n) => `p${n}@example.com`) })).status).toBe(400);
    expect((await org.search({ accountIds: Array.from({ length: 11 }, String) })).status).toBe(400);
  });

  it('names groups by ARIs and roles flat, or the other ways', async () => {
    await using org = await organisationUnderTest();
    const groupId = await org.group('Data Eng');
    await org.person(ada, { groups: ['Data Eng'], role: 'org-admin' });
    const expand = ['groups', 'platformRoles'];
    expect((await org.search({ expand })).json.data[0]).toMatchObject({
      groups: [{ id: `ari:cloud:identity::group/${groupId}` }],
      platformRoles: ['atlassian/org-admin'],
    });
    await org.control('PATCH', 'options', { groupIds: 'bare', platformRoles: 'nested', hideEmails: true });
    const [user] = (await org.search({ expand })).json.data;
    expect(user).toMatchObject({ groups: [{ id: groupId }], platformRoles: [['atlassian/org-admin']] });
    expect(user).not.toHaveProperty('email');
  });

  it('finds groups by exact names in any case, which the deprecated list cannot', async () => {
    await using org = await organisationUnderTest();
    await org.group('Data Eng');
    await org.group('Data');
    expect((await org.groups({ groupNames: ['DATA ENG'] })).json.data).toMatchObject([{ name: 'Data Eng' }]);
    expect((await org.groups({ groupNames: ['x'], groupIds: ['y'] })).status).toBe(400);
    expect((await org.api('GET', `${DIRECTORY}/groups?limit=1`)).json.data).toHaveLength(1);
  });
});

describe('inviting', () => {
  it('puts a person into the directory because of a group, and nowhere without one', async () => {
    await using org = await organisationUnderTest();
    const groupId = await org.group('Data Eng');
    const { status, json } = await org.api('POST', `${V2}/users/invite`, {
      emails: [ada],
      additionalGroups: [groupId],
    });
    expect(status).toBe(200);
    expect(json.data[0]).toMatchObject({
      email: ada,
      results: [{ groupAssignmentResult: [{ group: groupId, status: 'INVITED', statusReason: null }] }],
    });
    await org.api('POST', `${V2}/users/invite`, { emails: ['bob@example.com'] });
    expect((await org.state()).users).toMatchObject([{ state: 'active' }, { state: 'not-a-member' }]);
  });

  it.each([
    [{ inviteGroupFails: true }, 206],
    [{ isPaid: false }, 402],
    [{ seats: 0 }, 409],
  ])('with %j answers %i', async (options, status) => {
    await using org = await organisationUnderTest({ options });
    const groupId = await org.group('Data Eng');
    expect((await org.api('POST', `${V2}/users/invite`, { emails: [ada], additionalGroups: [groupId] })).status).toBe(
      status,
    );
  });
});

describe('suspending and restoring', () => {
  it('answer 204, keep groups, and 415 without a content type', async () => {
    await using org = await organisationUnderTest();
    await org.group('Data Eng');
    const id = await org.person(ada, { groups: ['Data Eng'] });
    const path = `${DIRECTORY}/users/${encoded(id)}/suspend`;
    const bare = await org.api('POST', path);
    expect([bare.status, bare.json.errors[0].code]).toEqual([415, 'ADMIN-UAM-415-1']);
    expect((await org.api('POST', path, {})).status).toBe(204);
    expect((await org.state()).users).toMatchObject([{ state: 'suspended', groups: ['Data Eng'] }]);
    expect((await org.api('POST', path.replace('suspend', 'restore'), {})).status).toBe(204);
  });
});

describe('a member of a group', () => {
  it('is added with 204, and 409 says that they are one or that there is no seat', async () => {
    await using org = await organisationUnderTest();
    const groupId = await org.group('Jira users', { grants: [{ resourceId: SITE, roleId: 'atlassian/user' }] });
    const accountId = await org.person(ada);
    const other = await org.person('bob@example.com');
    const path = `${DIRECTORY}/groups/${groupId}/memberships`;
    expect((await org.api('POST', path, { accountId })).status).toBe(204);
    expect((await org.api('POST', path, { accountId })).json.errors[0].code).toBe('ADMIN-409-28');
    await org.control('PATCH', 'options', { seats: 0 });
    expect((await org.api('POST', path, { accountId: other })).json.errors[0].code).toBe('ADMIN-409-3');
    expect((await org.api('DELETE', `${path}/${encoded(accountId)}`)).status).toBe(204);
    expect((await org.api('DELETE', `${path}/${encoded(accountId)}`)).status).toBe(404);
  });

  it('of a synced group is the identity provider’s', async () => {
    await using org = await organisationUnderTest();
    const groupId = await org.group('Synced', { isSynced: true });
    const accountId = await org.person(ada);
    const { status, json } = await org.api('POST', `${DIRECTORY}/groups/${groupId}/memberships`, { accountId });
    expect([status, json.errors[0].code]).toEqual([403, 'ADMIN-403-5']);
  });
});

describe('a group that was made', () => {
  it('is answered with 201 and nothing, shows after a while, and is there once', async () => {
    await using org = await organisationUnderTest({ options: { visibilityMs: 5_000 } });
    const create = () => org.api('POST', `${DIRECTORY}/groups`, { name: 'Data Eng' });
    expect(await create()).toMatchObject({ status: 201, text: '' });
    expect((await create()).status).toBe(409);
    expect((await org.groups({ groupNames: ['Data Eng'] })).json.data).toEqual([]);
    await org.advance(5_000);
    expect((await org.groups({ groupNames: ['Data Eng'] })).json.data).toHaveLength(1);
  });
});

describe('a write', () => {
  it('needs one directory, of this organisation', async () => {
    await using org = await organisationUnderTest();
    await org.person(ada);
    const all = DIRECTORY.replace(/[^/]+$/, '-');
    expect((await org.api('POST', `${all}/users/search`, {})).json.data).toHaveLength(1);
    expect((await org.api('POST', `${all}/groups`, { name: 'Data Eng' })).status).toBe(400);
    expect((await org.api('POST', `${DIRECTORY}x/groups`, { name: 'Data Eng' })).status).toBe(404);
  });

  it.each([401, 403] as const)('by a key with scopes is answered %i, and a read is not', async (scopedKey) => {
    await using org = await organisationUnderTest({ options: { scopedKey } });
    expect((await org.api('POST', `${DIRECTORY}/groups`, { name: 'Data Eng' })).status).toBe(scopedKey);
    expect((await org.search({})).status).toBe(200);
  });
});

describe('the limit', () => {
  it('names its end as an instant', async () => {
    const startAt = Date.parse('2026-11-27T09:00:00Z');
    await using org = await organisationUnderTest({ startAt, options: { requestsPerMinute: 1 } });
    await org.search({});
    const { status, headers } = await org.search({});
    expect(status).toBe(429);
    expect(headers.get('x-ratelimit-reset')).toMatch(/^2026-11-27T09:01:0\d\.\d+Z$/);
    expect(headers.has('retry-after')).toBe(false);
    await org.advance(61_000);
    expect((await org.search({})).status).toBe(200);
  });
});

describe('version 1', () => {
  it.each([410, 404] as const)('is gone: %i', async (endedStatus) => {
    await using org = await organisationUnderTest({ options: { endedStatus } });
    const { endpoints } = (await org.control('GET', 'endpoints')).json;
    const ended = endpoints.filter((key: string) => key.includes('/v1/'));
    expect(ended).toHaveLength(12);
    for (const key of ended) {
      const [method, pattern] = key.split(' ');
      const path = pattern.replaceAll(/\{\w+\}/g, 'x');
      expect((await org.api(method, path, method === 'POST' ? {} : undefined)).status).toBe(endedStatus);
    }
  });
});

describe('errors', () => {
  it.each([
    ['errors', '"code":"ADMIN-404-8"'],
    ['code', '{"code":404,"message"'],
    ['timestamp', '"timestamp"'],
    ['key', '{"key":"notFound"}'],
    ['none', ''],
  ] as const)('have the shape of the option: %s', async (errorShape, said) => {
    await using org = await organisationUnderTest({ options: { errorShape } });
    const { status, text } = await org.api('GET', `${DIRECTORY}/users/nobody`);
    expect(status).toBe(404);
    expect(text).toContain(said);
  });

  it('are the gateway’s for a bearer that is unknown, and for a path that is', async () => {
    await using org = await organisationUnderTest();
    expect((await org.send('GET', `${org.url}${V2}/directories`, {})).json).toEqual({
      code: 401,
      message: 'Unauthorized',
    });
    expect((await org.api('GET', '/admin/v3')).json).toEqual({ code: 404, message: 'Not Found' });
  });
});

describe('a managed account', () => {
  it('is disabled and enabled in the whole of Atlassian, unless an identity provider made it', async () => {
    await using org = await organisationUnderTest({ options: { verifiedDomains: ['example.com'] } });
    const path = `/users/${encoded(await org.person(ada))}/manage`;
    expect((await org.api('GET', path)).json).toEqual({ 'lifecycle.enablement': { allowed: true } });
    expect((await org.api('POST', `${path}/lifecycle/disable`, { message: 'Left' })).status).toBe(204);
    expect((await org.state()).users).toMatchObject([{ state: 'deactivated' }]);
    expect((await org.api('POST', `${path}/lifecycle/enable`)).status).toBe(204);
    const synced = `/users/${encoded(await org.person('bob@example.com', { managementSource: 'synced' }))}/manage`;
    expect((await org.api('POST', `${synced}/lifecycle/disable`, {})).json.key).toBe('forbidden.action');
    const stranger = `/users/${encoded(await org.person('eve@elsewhere.example'))}/manage`;
    expect((await org.api('GET', stranger)).json.key).toBe('forbidden.targetUnverified');
    expect((await org.api('GET', '/users/nobody/manage')).json.key).toBe('accountNotFound');
  });
});
