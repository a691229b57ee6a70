import { connect } from 'node:net';

import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

/** What pyatlan 9 sends to find users by e-mail, character by character. */
const PYATLAN_COLUMNS = [
  'firstName',
  'lastName',
  'username',
  'id',
  'email',
  'emailVerified',
  'enabled',
  'roles',
  'defaultRoles',
  'groupCount',
  'attributes',
  'personas',
  'createdTimestamp',
  'lastLoginTime',
  'loginEvents',
  'isLocked',
  'workspaceRole',
]
  .map((column) => `columns=${column}`)
  .join('&');

describe('users', () => {
  it('1.1 answers the wire example of pyatlan', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.person('jane@example.com', { firstName: 'Jane' });
    const query = `filter=%7B%22email%22%3A%7B%22%24ilike%22%3A%22%25jane%40example.com%25%22%7D%7D&${PYATLAN_COLUMNS}&count=true&offset=0&limit=20&maxLoginEvents=1`;

    const { status, json } = await tenant.api('GET', `/users?${query}`);

    expect(status).toBe(200);
    expect(json).toMatchObject({ totalRecord: 1, filterRecord: 1 });
    expect(json.records[0]).toMatchObject({
      email: 'jane@example.com',
      firstName: 'Jane',
      enabled: true,
      loginEvents: [{ type: 'LOGIN' }],
    });
    expect(json.records[0]).not.toHaveProperty('status');
  });

  it('1.1 answers atlan-go, which sends no limit, no offset and no count', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 25 });

    const { json } = await tenant.api('GET', '/users?sort=username&columns=username');

    expect(json).toMatchObject({ totalRecord: 25, filterRecord: 25 });
    expect(json.records).toHaveLength(20);
  });

  it.each([
    [{ email: { $ilike: '%jane@example.com%' } }],
    [{ email: { $in: ['jane@example.com', 'b@x.com'] } }],
    [{ username: 'jane' }],
    [{ $and: [{ username: { $eq: 'jane' } }] }],
    [{ username: { $in: ['jane', 'b'] } }],
    [{ $and: [{ emailVerified: true }] }],
  ])('1.2 finds Jane by %j', async (filter) => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('jane@example.com');
    await tenant.person('other@example.com', { state: 'invited' });

    expect((await tenant.users(filter)).json).toMatchObject({ totalRecord: 2, filterRecord: 1, records: [{ id }] });
    expect((await tenant.users({ id })).json.filterRecord).toBe(1);
    expect((await tenant.users({ id: { $in: [id] } })).json.filterRecord).toBe(1);
  });

  it('1.2 an empty set is sent as [""] and finds no user', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 3 });

    expect((await tenant.users({ email: { $in: [''] } })).json).toEqual({
      totalRecord: 3,
      filterRecord: 0,
      records: [],
    });
  });

  it('1.5 invites as the documentation does, and says who exists when it is repeated', async () => {
    await using tenant = await tenantUnderTest();
    const users = [{ email: 'jsmith@example.com', roleName: '$member', roleId: await tenant.roleId('$member') }];

    const first = await tenant.api('POST', '/users', { users });
    const second = await tenant.api('POST', '/users', { users });

    expect([first.status, first.json]).toEqual([200, {}]);
    expect([second.status, second.json]).toEqual([
      500,
      { 'jsmith@example.com': '409 Conflict: User exists with the same email' },
    ]);
  });

  it('1.6 disables Jane with the documented answer', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('jsmith@example.com', {
      firstName: 'Jane',
      lastName: 'Smith',
      createdTimestamp: 1_654_602_973_842,
    });

    const { status, json } = await tenant.api('POST', `/users/${id}`, { enabled: false });

    expect(status).toBe(200);
    expect(json).toMatchObject({
      id,
      createdTimestamp: 1_654_602_973_842,
      username: 'jsmith',
      enabled: false,
      totp: false,
      emailVerified: true,
      firstName: 'Jane',
      lastName: 'Smith',
      email: 'jsmith@example.com',
      disableableCredentialTypes: [],
      requiredActions: [],
      access: { impersonate: true, manage: true },
    });
  });

  it('1.8 the current identity of an API token is its service account', async () => {
    await using tenant = await tenantUnderTest();

    expect((await tenant.api('GET', '/users/current')).json.username).toMatch(/^service-account-apikey-[0-9a-f-]{36}$/);
    expect((await tenant.api('GET', '/whoami')).json.roles).toContainEqual({ name: '$api-token-default-access' });
  });
});

describe('groups', () => {
  const documented = (users: readonly string[]) => ({
    group: {
      name: 'human_resources',
      attributes: {
        alias: ['Human Resources'],
        description: ['Users in the human resources team.'],
        isDefault: ['false'],
        channels: [{}],
      },
    },
    users,
  });

  it('2.3 creates the documented group, and refuses it the second time word for word', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('jane@example.com');

    const created = await tenant.api('POST', '/groups', documented([id]));
    const repeated = await tenant.api('POST', '/groups', documented([id]));

    expect(created).toMatchObject({
      status: 200,
      json: { group: expect.any(String), users: { [id]: { status: 200, statusMessage: 'success' } } },
    });
    expect(repeated.status).toBe(400);
    expect(repeated.json).toEqual({
      code: 3500,
      error: 'keycloak error',
      info: null,
      message: "409 Conflict: Top level group named 'human_resources' already exists.",
      requestId: expect.stringMatching(/^\w{32}$/),
    });
  });

  it('2.3 creates the developer guide’s group: alias and name only', async () => {
    await using tenant = await tenantUnderTest();
    const body = { group: { attributes: { alias: ['Example Group'], isDefault: ['false'] }, name: 'example_group' } };

    expect((await tenant.api('POST', '/groups', body)).status).toBe(200);
    expect((await tenant.api('GET', '/groups?sort=name')).json.records).toMatchObject([
      { alias: 'Example Group', path: '/example_group' },
    ]);
  });

  it('2.4 a description-only update keeps userCount and alias', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('jane@example.com');
    const { group } = (await tenant.api('POST', '/groups', documented([id]))).json;

    await tenant.api('POST', `/groups/${group}`, {
      id: group,
      path: '/human_resources',
      attributes: { description: ['New.'] },
    });

    expect((await tenant.api('GET', '/v2/groups')).json.records[0]).toMatchObject({
      alias: 'Human Resources',
      userCount: 1,
      attributes: { description: ['New.'] },
    });
  });
});

describe('roles', () => {
  it('answers the call that fills the SDKs’ cache, counts as strings', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 10 });

    const { json } = await tenant.api(
      'GET',
      '/roles?count=True&offset=0&limit=100&filter={%22name%22:{%22$ilike%22:%22$%25%22}}',
    );

    expect(json.records).toContainEqual(
      expect.objectContaining({
        name: '$admin',
        description: 'Admin',
        clientRole: false,
        level: 'workspace',
        memberCount: '3',
        userCount: '3',
      }),
    );
    expect(json.records.every((role: { name: string }) => role.name.startsWith('$'))).toBe(true);
  });

  it('filters by level and sorts by members', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 40 });
    const filter = encodeURIComponent(JSON.stringify({ $or: [{ level: 'workspace' }, { level: 'admin-subrole' }] }));

    const { json } = await tenant.api('GET', `/roles?filter=${filter}&sort=-memberCount`);

    expect(json.records[0].name).toBe('$member');
    expect(json.records.map((role: { level: string }) => role.level)).not.toContain('persona');
  });
});

describe('API tokens', () => {
  it('4.2 understands the filter that the Java SDK sends un-encoded', async () => {
    await using tenant = await tenantUnderTest();
    const { hostname, port } = new URL(tenant.url);

    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `GET /api/service/apikeys?filter={"displayName":"simulator"}&limit=2 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tenant.token}\r\nConnection: close\r\n\r\n`,
        );
      });
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      socket.once('end', () => resolve(text)).once('error', reject);
    });

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"filterRecord":1');
  });
});

describe('the dialect of the third-party summary', () => {
  const requests = (id: string, groupId: string, roleId: string) =>
    [
      ['GET', '/users?filter=email%20eq%20%22jane@example.com%22', undefined],
      ['POST', '/users', { emails: ['new@example.com', 'jane@example.com'], roleName: '$member' }],
      ['PUT', `/users/${id}/roles`, { roles: [roleId] }],
      ['POST', `/groups/${groupId}/members`, { users: [id] }],
    ] as const;

  it.each([
    ['atlan', [400, 400, 404, 404]],
    ['seed002', [200, 200, 204, 200]],
  ] as const)('is answered by a tenant of dialect %s with %j', async (dialect, statuses) => {
    await using tenant = await tenantUnderTest({ options: { dialect } });
    const { id } = await tenant.person('jane@example.com');
    const { id: groupId } = (await tenant.control('POST', 'groups', { name: 'data_eng' })).json;
    const answers = [];
    for (const [method, path, body] of requests(id, groupId, await tenant.roleId('$guest')))
      answers.push(await tenant.api(method, path, body));

    expect(answers.map(({ status }) => status)).toEqual(statuses);
    if (dialect === 'atlan') return;
    expect(answers[0]?.json).toMatchObject({ count: 1, records: [{ id }] });
    expect(answers[1]?.json).toEqual({
      createdUsers: { 'new@example.com': expect.any(String) },
      failedUsers: { 'jane@example.com': '409 Conflict: User exists with the same email' },
    });
    expect(answers[3]?.json).toEqual({ added: [id] });
    expect(await tenant.shown('jane@example.com')).toMatchObject({ workspaceRole: '$guest', groups: ['data_eng'] });
  });
});

describe('what every endpoint has in common', () => {
  it('tolerates trailing slashes and unknown parameters', async () => {
    await using tenant = await tenantUnderTest();

    expect((await tenant.api('GET', '/users/?colour=green')).status).toBe(200);
  });

  it('answers unknown paths and methods with shape A', async () => {
    await using tenant = await tenantUnderTest();

    for (const [method, path] of [
      ['GET', '/nonsense'],
      ['PUT', '/users'],
      ['PATCH', '/users/x'],
    ] as const) {
      expect(await tenant.api(method, path)).toMatchObject({
        status: 404,
        json: { code: expect.any(Number), requestId: expect.any(String) },
      });
    }
  });

  it('takes bodies up to 256 KiB and says 413 above', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('jane@example.com');
    const body = (bytes: number) => ({ firstName: 'x'.repeat(bytes - '{"firstName":""}'.length) });

    expect((await tenant.api('POST', `/users/${id}`, body(256 * 1024))).status).toBe(200);
    expect((await tenant.api('POST', `/users/${id}`, body(256 * 1024 + 1))).status).toBe(413);
    expect((await tenant.api('GET', '/users')).status).toBe(200);
  });
});
