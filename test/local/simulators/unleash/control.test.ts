import { describe, expect, it } from 'vitest';

import { startSimulator } from '../../../../local/simulators/unleash/start.ts';
import { unleashOnSimulator } from '../../../support/unleash.ts';

describe('the control endpoints', () => {
  it('make and change users and groups, and answer their ids', async () => {
    await using unleash = await unleashOnSimulator();
    const { control } = unleash;
    const { id: team } = await control<{ id: string }>('POST', 'groups', { name: 'DX team', rootRole: 'editor' });
    const { id } = await control<{ id: string }>('POST', 'users', {
      email: 'Ada@Example.com',
      role: 'admin',
      groups: ['DX team'],
    });
    expect(await control('GET', 'state')).toMatchObject({
      now: unleash.clock.now(),
      users: [{ id, email: 'ada@example.com', state: 'active', role: 'admin', groups: ['DX team'], scim: false }],
      groups: [{ id: team, name: 'DX team', rootRole: 'editor', members: [id] }],
      options: { edition: 'enterprise', createsPerMinute: null, canMail: false },
    });
    await control('POST', `users/${id}`, { state: 'new', role: 'viewer', groups: [], name: 'Ada', scim: true });
    await control('POST', `groups/${team}`, { name: 'Other', description: 'Squad', scim: true });
    expect(await control('GET', 'state')).toMatchObject({
      users: [{ id, name: 'Ada', state: 'new', role: 'viewer', groups: [], scim: true }],
      groups: [{ name: 'Other', description: 'Squad', rootRole: 'editor', scim: true, members: [] }],
    });
    await control('DELETE', `users/${id}`);
    expect((await unleash.state()).users).toEqual([]);
  });

  it('say what is wrong', async () => {
    await using unleash = await unleashOnSimulator();
    const { control } = unleash;
    await expect(control('POST', 'users', { emial: 'x' })).rejects.toThrow('is unknown');
    await expect(control('POST', 'users', { role: 'owner' })).rejects.toThrow('viewer, editor, admin');
    await expect(control('POST', 'users/99', {})).rejects.toThrow('no such user');
    await expect(control('POST', 'groups/99', {})).rejects.toThrow('no such group');
    await expect(control('POST', 'groups', { name: 'A', members: ['99'] })).rejects.toThrow('no such user');
    await expect(control('POST', 'users', { groups: ['A'] })).rejects.toThrow('no group of this name');
    await expect(control('POST', 'sign-in', { email: 'x@example.com' })).rejects.toThrow('No user has this address');
    await expect(control('PATCH', 'options', { edition: 'pro' })).rejects.toThrow('oss, enterprise');
  });

  it('give back a token of the person who signs in, which ends with the person', async () => {
    await using unleash = await unleashOnSimulator();
    const { id } = await unleash.control<{ id: string }>('POST', 'users', { email: 'ada@example.com', state: 'new' });
    const { token } = await unleash.control<{ token: string }>('POST', 'sign-in', { email: 'ada@example.com' });
    const ask = async (path: string) => {
      const answer = await fetch(`${unleash.secret.value.baseUrl}/api/admin${path}`, {
        headers: { authorization: token },
      });
      return answer.status;
    };
    expect(await ask('/user-admin/search?q=ada')).toBe(200);
    expect(await ask('/user-admin/access')).toBe(200);
    expect(await ask('/user-admin')).toBe(403);
    expect(await unleash.control('GET', 'state')).toMatchObject({ users: [{ state: 'active' }] });
    await unleash.control('DELETE', `users/${id}`);
    expect(await ask('/user-admin/search?q=ada')).toBe(401);
  });

  it('rotate the token, and take everything back', async () => {
    await using unleash = await unleashOnSimulator({ seedUsers: 30 });
    const before = (await unleash.state()).users;
    const { token } = await unleash.control<{ token: string }>('POST', 'tokens/rotate');
    expect(await unleash.target.identity(unleash.call)).toMatchObject({ kind: 'wait', cause: 'credentials' });
    unleash.secret.value = { ...unleash.secret.value, token };
    expect(await unleash.target.identity(unleash.call)).toMatchObject({ kind: 'done' });
    await unleash.control('DELETE', `users/${before[0]?.id}`);
    await unleash.control('POST', 'reset');
    expect((await unleash.state()).users).toEqual(before);
  });
});

describe('the invented people', () => {
  it('are the same for the same seed, some of them administrators, in six groups', async () => {
    await using one = await unleashOnSimulator({ seedUsers: 50 });
    await using other = await unleashOnSimulator({ seedUsers: 50 });
    const { users, groups } = await one.state();
    expect((await other.state()).users).toEqual(users);
    expect(users).toHaveLength(50);
    expect(users.filter(({ role }) => role === 'admin')).toHaveLength(3);
    expect(users.every(({ email }) => email?.endsWith('@example.com'))).toBe(true);
    expect(groups).toHaveLength(6);
  });
});

describe('what stands beside the API', () => {
  it('is a sign of life, a page, and the web interface for everything else', async () => {
    await using unleash = await startSimulator({});
    const get = async (path: string) => {
      const answer = await fetch(`${unleash.url}${path}`);
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
    };
    expect(await get('/health')).toMatchObject({ status: 200, text: '{"health":"GOOD"}' });
    expect((await get('/')).text).toContain('Unleash simulator');
    for (const path of ['/scim/Users', '/scim/v2/Users', '/projects'])
      expect(await get(path), path).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
  });
});

describe('the limit of new users', () => {
  const create = async (
    baseUrl: string,
    token: string,
    n: number,
    text = JSON.stringify({ email: `p${n}@example.com`, rootRole: 3 }),
  ) =>
    fetch(`${baseUrl}/api/admin/user-admin`, {
      method: 'POST',
      headers: { authorization: token, 'content-type': 'application/json' },
      body: text,
    });

  it('answers a page and how long to wait, counts what it refuses, and does not count what is no JSON', async () => {
    await using unleash = await unleashOnSimulator({ options: { createsPerMinute: 2 } }, {}, 'answers');
    const { baseUrl, token } = unleash.secret.value;
    expect((await create(baseUrl, token, 0, '{')).headers.get('ratelimit-remaining')).toBeNull();
    const first = await create(baseUrl, token, 1);
    expect([...first.headers].filter(([name]) => name.startsWith('ratelimit'))).toEqual([
      ['ratelimit-limit', '2'],
      ['ratelimit-policy', '2;w=60'],
      ['ratelimit-remaining', '1'],
      ['ratelimit-reset', '60'],
    ]);
    expect((await create(baseUrl, token, 1)).status, 'a duplicate counts').toBe(400);
    unleash.clock.advance(1_000);
    const refused = await create(baseUrl, token, 2);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('59');
    expect(refused.headers.get('content-type')).toContain('text/html');
    expect(await refused.text()).toBe('Too many requests, please try again later.');
    unleash.clock.advance(59_000);
    expect((await create(baseUrl, token, 2)).status).toBe(201);
  });

  it('is twenty, where nothing else is said, and concerns nothing but the creating of users', async () => {
    await using unleash = await startSimulator({});
    const statuses = [];
    for (let n = 0; n < 21; n++) statuses.push((await create(unleash.url, unleash.token, n)).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
    const listed = await fetch(`${unleash.url}/api/admin/user-admin`, { headers: { authorization: unleash.token } });
    expect(listed.status).toBe(200);
  });
});

describe('a user whom SCIM manages', () => {
  it('cannot be changed by hand, and can be deleted', async () => {
    await using unleash = await unleashOnSimulator();
    const { baseUrl, token } = unleash.secret.value;
    const { id } = await unleash.control<{ id: string }>('POST', 'users', { email: 'ada@example.com', scim: true });
    const path = `${baseUrl}/api/admin/user-admin/${id}`;
    const headers = { authorization: token, 'content-type': 'application/json' };
    const changed = await fetch(path, { method: 'PUT', headers, body: '{"name":"X"}' });
    expect(changed.status).toBe(403);
    expect(await changed.json()).toMatchObject({
      name: 'ForbiddenError',
      details: [{ message: expect.stringContaining('SCIM provider') }],
    });
    expect((await fetch(path, { method: 'DELETE', headers })).status).toBe(200);
  });
});
