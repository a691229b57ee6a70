import { describe, expect, it } from 'vitest';

import { startScimSimulator } from '../../../../local/simulators/scim/server.ts';
import { directory } from './directory-under-test.ts';

describe('the control endpoints', () => {
  it('put a person in a state and in groups, edit, let sign in, and delete', async () => {
    await using server = await directory();
    await server.control('POST', 'groups', { name: 'Engineering' });
    const id = await server.put('ada@example.com', { groups: ['Engineering'], firstName: 'Ada', externalId: 'hr-1' });
    expect(await server.shown('ada@example.com')).toMatchObject({
      id,
      role: 'user',
      state: 'active',
      groups: ['Engineering'],
      externalId: 'hr-1',
    });
    expect((await server.control('POST', 'sign-in', { email: 'Ada@example.com' })).json).toEqual({ userId: id });
    await server.control('POST', `users/${id}`, { state: 'disabled', groups: [] });
    expect((await server.control('POST', 'sign-in', { email: 'ada@example.com' })).status).toBe(409);
    expect(await server.shown('ada@example.com')).toMatchObject({ state: 'disabled', groups: [] });
    await server.control('POST', `users/${id}`, { state: 'unknown', email: 'adela@example.com' });
    expect((await server.scim('GET', `/Users/${id}`)).json).not.toHaveProperty('active');
    await server.control('DELETE', `users/${id}`);
    expect(await server.shown('adela@example.com')).toBeUndefined();
    expect((await server.control('DELETE', `users/${id}`)).status).toBe(404);
  });

  it('complain in sentences about what is wrong', async () => {
    await using server = await directory();
    await server.control('POST', 'groups', { name: 'Engineering' });
    expect((await server.control('POST', 'groups', { name: 'engineering' })).status).toBe(409);
    expect(
      (await server.control('POST', 'users', { email: 'a@example.com', groups: ['Nowhere'] })).json.message,
    ).toContain('name of a group');
    expect((await server.control('POST', 'sign-in', { email: 'nobody@example.com' })).status).toBe(404);
    expect((await server.control('DELETE', 'groups/none')).status).toBe(404);
  });

  it('seed the same people for the same seed', async () => {
    const people = async () => {
      await using simulator = await startScimSimulator({ seedUsers: 30, seed: 7, startAt: 1_700_000_000_000 });
      const { users, groups } = (await (await fetch(`${simulator.control}/state`)).json()) as {
        users: { state: string; email: string }[];
        groups: unknown[];
      };
      return { users, groups };
    };
    const first = await people();
    expect(first).toEqual(await people());
    expect(first.users).toHaveLength(30);
    expect(first.groups).toHaveLength(2);
    expect(new Set(first.users.map(({ state }) => state))).toEqual(new Set(['active', 'disabled']));
  });

  it('have a page beside them that shows the users', async () => {
    await using simulator = await startScimSimulator();
    const page = await fetch(simulator.url);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('SCIM simulator');
  });
});
