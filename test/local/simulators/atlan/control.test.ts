import { request } from 'node:http';

import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

describe('accepting an invitation', () => {
  it('makes the person active, with a first sign-in and perhaps another username', async () => {
    await using tenant = await tenantUnderTest();
    const id = await tenant.invite('ada.abara@example.com');

    const { json } = await tenant.control('POST', 'accept', { email: 'ADA.abara@example.com', username: 'ada' });

    expect(json).toMatchObject({ id, state: 'active', username: 'ada', firstName: 'Ada', lastName: 'Abara' });
    expect((await tenant.users({ id })).json.records[0]).toMatchObject({
      emailVerified: true,
      lastLoginTime: expect.any(Number),
    });
  });

  it.each([
    [{ email: 'nobody@example.com' }, 404],
    [{ email: 'ada@example.com' }, 409],
    [{ email: 'new@example.com', username: 'ada' }, 409],
    [{ email: 'new@example.com', shoeSize: 43 }, 400],
    [{}, 400],
  ])('is refused in a sentence for %j', async (body, status) => {
    await using tenant = await tenantUnderTest();
    await tenant.person('ada@example.com');
    await tenant.invite('new@example.com');

    expect(await tenant.control('POST', 'accept', body)).toMatchObject({
      status,
      json: { message: expect.stringMatching(/\.$/) },
    });
  });

  it('is refused once the invitation has expired', async () => {
    await using tenant = await tenantUnderTest({ options: { invitationValidityDays: 7 } });
    await tenant.invite('ada@example.com');
    await tenant.advance(7 * 86_400_000 + 1000);

    expect((await tenant.control('POST', 'accept', { email: 'ada@example.com' })).json.message).toContain('expired');
  });

  it('keeps the username where the tenant does', async () => {
    await using tenant = await tenantUnderTest({ options: { provisionalUsername: false } });
    await tenant.invite('ada@example.com');

    expect((await tenant.control('POST', 'accept', { email: 'ada@example.com', username: 'lovely' })).status).toBe(409);
  });
});

describe('signing in', () => {
  it.each(['invited', 'disabled', 'locked'])('is refused to the %s', async (state) => {
    await using tenant = await tenantUnderTest();
    await tenant.person('ada@example.com', { state });

    expect(await tenant.control('POST', 'sign-in', { email: 'ada@example.com' })).toMatchObject({ status: 409 });
  });

  it('turns provisioned into active', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.person('ada@example.com', { state: 'provisioned' });

    await tenant.signIn('ada@example.com');

    expect(await tenant.shown('ada@example.com')).toMatchObject({ state: 'active' });
  });
});

describe('people', () => {
  it.each(['invited', 'provisioned', 'active', 'disabled', 'locked'])(
    'can be put straight into the state %s',
    async (state) => {
      await using tenant = await tenantUnderTest({ seedUsers: 4 });
      const more = { state, role: '$guest', groups: ['analysts'], createdTimestamp: 1_700_000_000_000 };

      const made = await tenant.person('ada@example.com', more);

      expect(made).toMatchObject({
        state,
        workspaceRole: '$guest',
        groups: ['analysts'],
        createdTimestamp: 1_700_000_000_000,
      });
      expect(await tenant.shown('ada@example.com')).toEqual(made);
    },
  );

  it('can be edited past all rules, and removed', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 4 });
    const { id } = await tenant.person('ada@example.com', { role: '$admin' });

    const { json } = await tenant.control('POST', `users/${id}`, {
      enabled: false,
      groups: ['governance'],
      lastName: 'Abara',
    });

    expect(json).toMatchObject({
      state: 'disabled',
      groups: ['governance'],
      lastName: 'Abara',
      workspaceRole: '$admin',
    });
    expect((await tenant.control('DELETE', `users/${id}`)).status).toBe(200);
    expect((await tenant.control('DELETE', `users/${id}`)).status).toBe(404);
  });

  it.each([
    [{ email: 'x@example.com' }, 'body.state'],
    [{ email: 'x@example.com', state: 'gone' }, 'body.state'],
    [{ email: 'x@example.com', state: 'active', groups: ['nothing'] }, 'body.groups[0]'],
    [{ email: 'x@example.com', state: 'active', roles: [] }, 'body.roles'],
  ])('described as %j are refused, naming %s', async (body, field) => {
    await using tenant = await tenantUnderTest();

    expect(await tenant.control('POST', 'users', body)).toMatchObject({ status: 400, json: { field } });
  });

  it('can be searched by name, state, role and group', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 1000 });
    await tenant.person('zoe@example.com', { firstName: 'Zoë', role: '$admin', groups: [] });

    expect((await tenant.control('GET', `users?q=${encodeURIComponent('ZOË')}`)).json).toMatchObject({
      total: 1001,
      matched: 1,
    });
    expect((await tenant.control('GET', 'users?q=$admin')).json.matched).toBe(4);
    expect((await tenant.control('GET', 'users')).json.users).toHaveLength(200);
  });
});

describe('groups', () => {
  it('are made by alias or name', async () => {
    await using tenant = await tenantUnderTest();

    const made = await tenant.control('POST', 'groups', { alias: 'R&D - EU', isDefault: true });

    expect(made.json).toMatchObject({ name: 'r_d_eu', attributes: { alias: ['R&D - EU'], isDefault: ['true'] } });
    expect((await tenant.control('POST', 'groups', { name: 'r_d_eu' })).status).toBe(409);
    expect((await tenant.control('POST', 'groups', {})).status).toBe(400);
  });
});

describe('the token', () => {
  it('can be rotated: the old secret is dead at once', async () => {
    await using tenant = await tenantUnderTest();

    const { token } = (await tenant.control('POST', 'tokens/rotate')).json;

    expect((await tenant.api('GET', '/users', undefined, tenant.token)).status).toBe(401);
    expect((await tenant.api('GET', '/users', undefined, token)).status).toBe(200);
  });
});

describe('what was asked', () => {
  it('is logged and counted without bodies, queries or tokens', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'dropped', skip: 1 });
    const headers = { authorization: `Bearer ${tenant.token}`, 'x-atlan-request-id': 'one-call' };
    await tenant.send(
      'GET',
      `${tenant.url}/api/service/users?filter=%7B%22email%22%3A%22ada%40example.com%22%7D`,
      headers,
    );
    await tenant
      .send('POST', `${tenant.url}/api/service/users/abc/roles/update`, headers, { roleId: 'secret' })
      .catch(() => undefined);

    const { json, text } = await tenant.control('GET', 'requests');

    expect(json.requests).toMatchObject([
      {
        seq: 1,
        endpoint: 'GET /api/service/users',
        method: 'GET',
        status: 200,
        fault: null,
        requestId: 'one-call',
        ms: expect.any(Number),
      },
      {
        seq: 2,
        endpoint: 'POST /api/service/users/{id}/roles/update',
        path: '/api/service/users/abc/roles/update',
        status: 0,
        fault: 'dropped',
      },
    ]);
    for (const kept of ['ada', 'secret', tenant.token]) expect(text).not.toContain(kept);
    expect((await tenant.control('GET', 'requests?since=1')).json.requests).toMatchObject([{ seq: 2 }]);
    expect((await tenant.control('GET', 'counters')).json).toMatchObject({ total: 2, byStatus: { 0: 1, 200: 1 } });
    expect((await tenant.control('POST', 'counters/reset')).json).toEqual({ total: 0, byEndpoint: {}, byStatus: {} });
  });

  it('is kept for the last ten thousand requests', async () => {
    await using tenant = await tenantUnderTest({ options: { requestsPerMinute: 1 } });
    for (let hundred = 0; hundred < 101; hundred += 1) {
      await Promise.all(Array.from({ length: 100 }, () => tenant.send('GET', `${tenant.url}/api/x`, {})));
    }

    const { requests } = (await tenant.control('GET', 'requests?since=0')).json;

    expect(requests).toHaveLength(10_000);
    expect([requests[0].seq, requests.at(-1).seq]).toEqual([101, 10_100]);
  });
});

describe('state', () => {
  it('shows users, groups, roles and tokens, and no secret', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 10 });

    const { json, text } = await tenant.control('GET', 'state');

    expect(json.users).toHaveLength(10);
    expect(json.users[0]).toMatchObject({ state: 'active', groups: expect.arrayContaining(['everyone']) });
    expect(json.groups.map((group: { name: string }) => group.name)).toContain('data_eng');
    expect(json.tokens).toMatchObject([
      { displayName: 'simulator', username: expect.stringMatching(/^service-account-/) },
    ]);
    expect(text).not.toContain(tenant.token);
  });

  it('goes back to the start on reset, token, options and faults included', async () => {
    await using tenant = await tenantUnderTest({
      seedUsers: 5,
      options: { maxLimit: 50 },
      faults: [{ kind: 'slow', ms: 1 }],
    });
    const emails = async () =>
      (await tenant.control('GET', 'state')).json.users.map((user: { email: string }) => user.email);
    const before = await emails();
    await tenant.person('ada@example.com');
    await tenant.control('POST', 'tokens/rotate');
    await tenant.options({ maxLimit: 10 });
    await tenant.control('DELETE', 'faults');

    await tenant.control('POST', 'reset');

    expect(await emails()).toEqual(before);
    expect((await tenant.api('GET', '/users')).status).toBe(200);
    expect((await tenant.control('GET', 'options')).json.maxLimit).toBe(50);
    expect((await tenant.control('GET', 'faults')).json.faults).toHaveLength(1);
  });
});

describe('options', () => {
  it.each([
    [{ maxLimit: 0 }, 'body.maxLimit'],
    [{ maxlimit: 10 }, 'body.maxlimit'],
    [{ dialect: 'scim' }, 'body.dialect'],
    [{ requestsPerMinute: '400' }, 'body.requestsPerMinute'],
  ])('are refused by name: %j', async (patch, field) => {
    await using tenant = await tenantUnderTest();

    expect(await tenant.options(patch)).toMatchObject({ status: 400, json: { field } });
  });
});

describe('the clock', () => {
  it('advances, is set, and runs faster', async () => {
    await using tenant = await tenantUnderTest();
    const now = async () => (await tenant.control('GET', 'clock')).json.now;
    const start = await now();

    await tenant.advance(3_600_000);
    expect((await now()) - start).toBeGreaterThanOrEqual(3_600_000);
    await tenant.control('POST', 'clock', { now: 1_700_000_000_000 });
    expect(await now()).toBeLessThan(1_700_000_100_000);
    await tenant.control('POST', 'clock', { scale: 10_000 });
    await expect.poll(now).toBeGreaterThan(1_700_000_100_000);
  });

  it.each([{}, { advanceMs: 1, scale: 2 }, { scale: 0 }, { advanceMs: -1 }])('refuses %j', async (body) => {
    await using tenant = await tenantUnderTest();

    expect((await tenant.control('POST', 'clock', body)).status).toBe(400);
  });
});

describe('control endpoints', () => {
  /** fetch sets Host and Origin itself, so this speaks HTTP directly. */
  const status = (url: string, method: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(url, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });

  it('answer under loopback names only, and take no writes from other pages', async () => {
    await using tenant = await tenantUnderTest();
    const { host, port } = new URL(tenant.url);

    expect(await status(`${tenant.url}/_control/state`, 'GET', { host: 'evil.example.com' })).toBe(403);
    expect(await status(`${tenant.url}/_control/state`, 'GET', { host: `127.0.0.1.evil.example.com:${port}` })).toBe(
      403,
    );
    expect(await status(`${tenant.url}/_control/state`, 'GET', { host: `localhost:${port}` })).toBe(200);
    expect(await status(`${tenant.url}/_control/reset`, 'POST', { origin: 'http://evil.example.com' })).toBe(403);
    expect(await status(`${tenant.url}/_control/reset`, 'POST', { origin: 'null' })).toBe(403);
    expect(await status(`${tenant.url}/_control/reset`, 'POST', { origin: `http://${host}` })).toBe(200);
  });

  it('say which path or body is wrong', async () => {
    await using tenant = await tenantUnderTest();

    expect((await tenant.control('GET', 'nonsense')).json.message).toContain('GET /_control/nonsense');
    expect((await tenant.control('POST', 'accept', '{')).json.message).toBe('The body is not valid JSON.');
  });
});
