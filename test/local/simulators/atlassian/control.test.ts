import { describe, expect, it } from 'vitest';

import { organisationUnderTest, V2 } from './organisation-under-test.ts';

describe('the control endpoints', () => {
  it('put people and groups into any state, and show them', async () => {
    await using org = await organisationUnderTest();
    const groupId = await org.group('Data Eng', { managedBy: 'team-members', isModifiable: false });
    const id = await org.person('ada@example.com', { state: 'suspended', groups: ['Data Eng'], role: 'org-admin' });
    expect(await org.state()).toMatchObject({
      now: expect.any(Number),
      users: [{ id, email: 'ada@example.com', state: 'suspended', role: 'org-admin', groups: ['Data Eng'] }],
      groups: [{ id: groupId, name: 'Data Eng', members: 1 }],
      options: { requestsPerMinute: 600 },
    });
    await org.control('POST', `users/${encodeURIComponent(id)}`, { state: 'for-deletion', groups: [], role: 'member' });
    expect((await org.state()).users).toMatchObject([{ state: 'for-deletion', groups: [], role: 'member' }]);
    await org.control('DELETE', `users/${encodeURIComponent(id)}`);
    await org.control('DELETE', `groups/${groupId}`);
    expect(await org.state()).toMatchObject({ users: [], groups: [] });
  });

  it('sign in whom the organisation lets in', async () => {
    await using org = await organisationUnderTest();
    const userId = await org.person('ada@example.com');
    await org.person('bob@example.com', { state: 'suspended' });
    expect((await org.control('POST', 'sign-in', { email: 'ada@example.com' })).json).toEqual({ userId });
    expect((await org.control('POST', 'sign-in', { email: 'bob@example.com' })).status).toBe(409);
    expect((await org.control('POST', 'sign-in', { email: 'eve@example.com' })).status).toBe(404);
  });

  it('go back to the seeded start, which is the same for the same seed', async () => {
    await using org = await organisationUnderTest({ seedUsers: 20, seed: 7 });
    await using twin = await organisationUnderTest({ seedUsers: 20, seed: 7 });
    const ids = async ({ state }: typeof org) => (await state()).users.map((user: { id: string }) => user.id);
    const before = await ids(org);
    expect(await ids(twin)).toEqual(before);
    expect((await org.state()).users.filter((user: { role: string }) => user.role === 'org-admin')).toHaveLength(2);
    await org.person('ada@example.com');
    await org.control('POST', 'reset');
    expect(await ids(org)).toEqual(before);
  });

  it.each([
    ['users', { email: 'ada@example.com', state: 'asleep' }, 'body.state'],
    ['users', { email: 'ada@example.com', groups: ['Nobody'] }, 'body.groups[0]'],
    ['groups', { name: '' }, 'body.name'],
  ])('say what is wrong: POST %s %j', async (path, body, field) => {
    await using org = await organisationUnderTest();
    expect((await org.control('POST', path, body)).json).toMatchObject({ field });
  });

  it.each([
    [{ directoryIds: [] }, 'must name at least one directory'],
    [{ endedStatus: 200 }, 'must be one of: 404, 410'],
    [{ colour: 'green' }, 'is unknown'],
  ])('refuse options that are none: %j', async (options, said) => {
    await using org = await organisationUnderTest();
    expect((await org.control('PATCH', 'options', options)).json.message).toContain(said);
  });

  it('have a new token at once', async () => {
    await using org = await organisationUnderTest();
    const { token } = (await org.control('POST', 'tokens/rotate')).json;
    const statusWith = async (bearer: string) =>
      (await org.send('GET', `${org.url}${V2}/directories`, { authorization: `Bearer ${bearer}` })).status;
    expect([await statusWith(org.token), await statusWith(token)]).toEqual([401, 200]);
  });
});

describe('the page', () => {
  it('is served at the root, and asks nothing of other hosts', async () => {
    await using org = await organisationUnderTest();
    const { status, text } = await org.send('GET', org.url, {});
    expect(status).toBe(200);
    expect(text).toContain('<title>Atlassian simulator</title>');
    expect(text).not.toMatch(/(src|href)="https?:/);
    expect(text).not.toContain('innerHTML');
  });
});
