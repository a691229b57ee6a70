import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

const heracles = {
  code: expect.any(Number),
  error: expect.any(String),
  info: null,
  requestId: expect.stringMatching(/^\w{32}$/),
};

describe('the list of users', () => {
  it('gives twenty when no limit is sent, and as many for limit=0', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 30 });

    for (const query of ['', '?limit=0']) {
      const { json } = await tenant.api('GET', `/users${query}`);
      expect(json.records).toHaveLength(20);
      expect(json).toMatchObject({ totalRecord: 30, filterRecord: 30 });
    }
  });

  it('refuses more than a hundred at once, or cuts where the tenant does', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 120 });

    expect(await tenant.api('GET', '/users?limit=101')).toMatchObject({ status: 400, json: heracles });
    await tenant.options({ overLimit: 'clamp' });
    expect((await tenant.api('GET', '/users?limit=1000')).json.records).toHaveLength(100);
  });

  it.each([
    ['null', null],
    ['list', []],
    ['absent', undefined],
  ])('has records %s past the end', async (emptyRecords, records) => {
    await using tenant = await tenantUnderTest({ seedUsers: 3 });
    await tenant.options({ emptyRecords });

    const { json } = await tenant.api('GET', '/users?offset=3');

    expect(json.records).toEqual(records);
    expect(json).toMatchObject({ totalRecord: 3, filterRecord: 3 });
  });

  it.each(['false', 'False', 'Flag.FALSE'])('counts nothing when count=%s', async (count) => {
    await using tenant = await tenantUnderTest({ seedUsers: 3 });

    const { json } = await tenant.api('GET', `/users?count=${count}`);

    expect(json).toMatchObject({ totalRecord: 0, filterRecord: 0 });
    expect(json.records).toHaveLength(3);
  });

  it('pages through all users exactly once in sorted order, up and down', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 250 });
    const pages = async (sort: string) => {
      const found: string[] = [];
      for (let offset = 0; ; offset += 100) {
        const { json } = await tenant.api('GET', `/users?limit=100&offset=${offset}&sort=${sort}&columns=email`);
        if (json.records === null) return found;
        found.push(...json.records.map((user: { email: string }) => user.email));
      }
    };

    const up = await pages('email');

    expect(up).toHaveLength(250);
    expect(up).toEqual([...new Set(up)].sort());
    expect(await pages('-email')).toEqual(up.toReversed());
  });

  it('cuts loginEvents to maxLoginEvents and keeps an empty list for those who never signed in', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.person('ada@example.com');
    await tenant.signIn('ada@example.com');
    await tenant.person('pia@example.com', { state: 'provisioned' });

    const { json } = await tenant.api('GET', '/users?sort=email&columns=loginEvents&columns=email&maxLoginEvents=1');

    expect(json.records.map((user: { loginEvents: unknown[] }) => user.loginEvents.length)).toEqual([1, 0]);
    expect((await tenant.users({ email: 'ada@example.com' })).json.records[0].loginEvents).toHaveLength(2);
  });

  it.each([
    'limit=-1',
    'limit=many',
    'offset=-1',
    'sort=shoeSize',
    'filter=nonsense',
    'filter=email%20eq%20%22a@example.com%22',
  ])('refuses %s', async (query) => {
    await using tenant = await tenantUnderTest();

    expect(await tenant.api('GET', `/users?${query}`)).toMatchObject({ status: 400, json: heracles });
  });
});

describe('inviting', () => {
  it('answers {} and the person is found at once, invited, in the default groups', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 5 });
    const users = [{ email: 'New.Person@example.com', roleName: '$guest', roleId: await tenant.roleId('$guest') }];

    expect(await tenant.api('POST', '/users', { users })).toMatchObject({ status: 200, text: '{}' });

    const { records } = (await tenant.users({ email: { $in: ['new.person@example.com'] } })).json;
    expect(records[0]).toMatchObject({
      username: 'new.person',
      emailVerified: false,
      enabled: true,
      groupCount: 1,
      workspaceRole: '$guest',
      status: 'Pending',
      attributes: {
        invitedAt: [expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)],
        invitedByName: ['simulator'],
      },
    });
    expect(records[0]).not.toHaveProperty('lastLoginTime');
  });

  it('says who exists already in a 500 map, whatever the case', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.person('ada@example.com');
    const users = [{ email: 'ADA@example.com', roleName: '$guest', roleId: await tenant.roleId('$guest') }];

    expect(await tenant.api('POST', '/users', { users })).toMatchObject({
      status: 500,
      json: { 'ADA@example.com': '409 Conflict: User exists with the same email' },
    });
  });

  it.each([
    ['continue', ['a@example.com', 'c@example.com']],
    ['all-or-nothing', []],
    ['stop-at-first', ['a@example.com']],
  ])('of several, one bad, creates as the tenant does: %s', async (invitePartial, created) => {
    await using tenant = await tenantUnderTest();
    await tenant.person('b@example.com');
    await tenant.options({ invitePartial });
    const roleId = await tenant.roleId('$member');
    const users = ['a', 'b', 'c'].map((name) => ({ email: `${name}@example.com`, roleName: '$member', roleId }));

    const { status, json } = await tenant.api('POST', '/users', { users });

    expect(status).toBe(500);
    expect(Object.keys(json)).toEqual(['b@example.com']);
    const { records } = (await tenant.users({ emailVerified: false }, '&sort=email')).json;
    expect((records ?? []).map((user: { email: string }) => user.email)).toEqual(created);
  });

  it.each([
    ['an unknown role id', { email: 'x@example.com', roleName: '$member', roleId: 'x@example.com' }, 500],
    ['something that is no address', { email: 'nobody', roleName: '$member' }, 500],
    ['an unknown role name', { email: 'x@example.com', roleName: 'Member' }, 400],
    ['no address', { roleName: '$member' }, 400],
  ])('refuses %s', async (_case, entry, status) => {
    await using tenant = await tenantUnderTest();
    const users = [{ roleId: await tenant.roleId('$member'), ...entry }];

    expect((await tenant.api('POST', '/users', { users })).status).toBe(status);
    expect((await tenant.users({})).json.totalRecord).toBe(0);
  });

  it('is forbidden where single sign-on is enforced', async () => {
    await using tenant = await tenantUnderTest({ options: { ssoEnforced: true } });
    const users = [{ email: 'x@example.com', roleName: '$member', roleId: await tenant.roleId('$member') }];

    const { status, json } = await tenant.api('POST', '/users', { users });

    expect(status).toBe(403);
    expect(Object.keys(json).sort()).toEqual(['code', 'error', 'message']);
  });
});

describe('disabling and enabling', () => {
  it('changes what the list shows and can be repeated', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');

    for (const enabled of [false, false, true]) {
      expect(await tenant.api('POST', `/users/${id}`, { enabled })).toMatchObject({
        status: 200,
        json: { id, enabled },
      });
      expect((await tenant.users({ id })).json.records[0]).toMatchObject({
        enabled,
        status: enabled ? 'Enabled' : 'Disabled',
      });
    }
  });

  it('is refused for administrators until their role is changed', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com', { role: '$admin' });

    expect((await tenant.api('POST', `/users/${id}`, { enabled: false })).status).toBe(403);
    await tenant.api('POST', `/users/${id}/roles/update`, { roleId: await tenant.roleId('$guest') });
    expect((await tenant.api('POST', `/users/${id}`, { enabled: false })).status).toBe(200);
  });

  it.each([400, 403, 404, 409])('is refused with %i for somebody only invited', async (inviteeUpdateStatus) => {
    await using tenant = await tenantUnderTest();
    await tenant.options({ inviteeUpdateStatus });
    const id = await tenant.invite('ada@example.com');

    expect((await tenant.api('POST', `/users/${id}`, { enabled: false })).status).toBe(inviteeUpdateStatus);
    expect(await tenant.shown('ada@example.com')).toMatchObject({ state: 'invited' });
  });

  it('is refused to API tokens, not to an administrator in person, where the tenant says so', async () => {
    await using tenant = await tenantUnderTest({ options: { apiTokensMayNotDisable: true } });
    await tenant.person('boss@example.com', { role: '$admin' });
    const { id } = await tenant.person('ada@example.com');

    expect((await tenant.api('POST', `/users/${id}`, { enabled: false })).status).toBe(403);
    expect((await tenant.api('POST', `/users/${id}`, { firstName: 'Ada' })).status).toBe(200);
    const bearer = await tenant.signIn('boss@example.com');
    expect((await tenant.api('POST', `/users/${id}`, { enabled: false }, bearer)).status).toBe(200);
  });

  it('is refused in a SCIM tenant', async () => {
    await using tenant = await tenantUnderTest({ options: { scimTenant: true } });
    const { id } = await tenant.person('ada@example.com');

    expect((await tenant.api('POST', `/users/${id}`, { enabled: false })).status).toBe(403);
  });

  it('ends the sessions of a disabled user', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');
    const bearer = await tenant.signIn('ada@example.com');

    expect((await tenant.api('GET', '/users/current', undefined, bearer)).json).toMatchObject({ id });
    await tenant.api('POST', `/users/${id}`, { enabled: false });
    expect((await tenant.api('GET', '/users/current', undefined, bearer)).status).toBe(401);
  });

  it('leaves the API tokens alone that the person made', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com', { role: '$admin' });
    const made = await tenant.api('POST', '/apikeys', { displayName: 'hers' }, await tenant.signIn('ada@example.com'));
    await tenant.control('POST', `users/${id}`, { enabled: false });

    expect(made.json.attributes.createdBy).toBe('ada');
    expect((await tenant.api('GET', '/users', undefined, made.json.attributes.accessToken)).status).toBe(200);
  });
});

describe('updating', () => {
  it('merges names and attributes, and ignores fields that cannot be changed', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com', { firstName: 'Ada' });

    await tenant.api('POST', `/users/${id}`, {
      lastName: 'Abara',
      attributes: { skills: ['sql'], jira: null },
      email: 'other@example.com',
    });

    const { records } = (await tenant.users({ id })).json;
    expect(records[0]).toMatchObject({
      firstName: 'Ada',
      lastName: 'Abara',
      email: 'ada@example.com',
      attributes: { skills: ['sql'] },
    });
    expect(records[0].attributes).toHaveProperty('invitedAt');
  });

  it.each([{ enabled: 'false' }, { firstName: 7 }, { attributes: { skills: 'sql' } }, '{"enabled":', 'null'])(
    'refuses the body %j',
    async (body) => {
      await using tenant = await tenantUnderTest();
      const { id } = await tenant.person('ada@example.com');

      expect(await tenant.api('POST', `/users/${id}`, body)).toMatchObject({ status: 400, json: heracles });
    },
  );
});

describe('changing the role', () => {
  it('works on an invitee, answers with an empty body, and reads back at once', async () => {
    await using tenant = await tenantUnderTest();
    const id = await tenant.invite('ada@example.com', '$guest');

    const answer = await tenant.api('POST', `/users/${id}/roles/update`, { roleId: await tenant.roleId('$admin') });

    expect(answer).toMatchObject({ status: 200, text: '' });
    expect((await tenant.users({ id })).json.records[0]).toMatchObject({
      workspaceRole: '$admin',
      roles: ['default-roles-default', '$admin'],
      emailVerified: false,
    });
  });

  it.each([400, 500])('answers %i for an unknown role', async (unknownRoleStatus) => {
    await using tenant = await tenantUnderTest();
    await tenant.options({ unknownRoleStatus });
    const { id } = await tenant.person('ada@example.com');

    expect((await tenant.api('POST', `/users/${id}/roles/update`, { roleId: 'nonsense' })).status).toBe(
      unknownRoleStatus,
    );
  });
});

describe('one user', () => {
  it('is read by id in the minimal shape, unless the tenant has no such path', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');

    expect((await tenant.api('GET', `/users/${id}`)).json).toMatchObject({
      id,
      email: 'ada@example.com',
      requiredActions: [],
    });
    await tenant.options({ getUserById: false });
    expect((await tenant.api('GET', `/users/${id}`)).status).toBe(404);
  });

  it.each([400, 404])('is answered with %i when unknown', async (unknownUserStatus) => {
    await using tenant = await tenantUnderTest();
    await tenant.options({ unknownUserStatus });

    expect((await tenant.api('GET', '/users/nobody')).status).toBe(unknownUserStatus);
    expect((await tenant.api('POST', '/users/nobody', { enabled: false })).status).toBe(unknownUserStatus);
    expect((await tenant.api('GET', '/users/nobody/groups')).status).toBe(unknownUserStatus);
  });

  it('has sessions, as a bare list', async () => {
    await using tenant = await tenantUnderTest();
    const { id, username } = await tenant.person('ada@example.com', { state: 'provisioned' });

    expect((await tenant.api('GET', `/users/${id}/sessions`)).json).toEqual([]);
    await tenant.signIn('ada@example.com');
    expect((await tenant.api('GET', `/users/${id}/sessions`)).json).toEqual([
      expect.objectContaining({ userId: id, username, clients: expect.any(Object), start: expect.any(Number) }),
    ]);
  });

  it('cannot be deleted through the API', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');

    expect((await tenant.api('POST', `/users/${id}/delete`)).status).toBe(403);
    expect((await tenant.api('POST', '/users/nobody/delete')).status).toBe(403);
    expect(await tenant.shown('ada@example.com')).toBeDefined();
  });
});

describe('administrators in person', () => {
  it('invite in their own name', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.person('boss@example.com', { role: '$admin' });
    const users = [{ email: 'new@example.com', roleName: '$guest', roleId: await tenant.roleId('$guest') }];

    await tenant.api('POST', '/users', { users }, await tenant.signIn('boss@example.com'));

    const { records } = (await tenant.users({ email: 'new@example.com' })).json;
    expect(records[0].attributes).toMatchObject({ invitedBy: ['boss'], invitedByName: ['boss'] });
  });
});

describe('members and guests', () => {
  it('may read but not write', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');
    const bearer = await tenant.signIn('ada@example.com');

    expect((await tenant.api('GET', '/users', undefined, bearer)).status).toBe(200);
    expect((await tenant.api('POST', `/users/${id}`, { firstName: 'Ada' }, bearer)).status).toBe(403);
    expect((await tenant.api('GET', '/whoami', undefined, bearer)).json.roles).toEqual([{ name: '$member' }]);
  });
});
