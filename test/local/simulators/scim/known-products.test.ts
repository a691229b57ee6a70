import { describe, expect, it } from 'vitest';

import { directory, GROUP, newUser, patch } from './directory-under-test.ts';

describe('a known product', () => {
  it('named Atlan makes no groups, fixes userNames, and disables whom it is told to delete', async () => {
    await using server = await directory({ profile: 'atlan' });
    expect((await server.scim('POST', '/Groups', { schemas: [GROUP], displayName: 'New' })).status).toBe(403);
    const id = await server.put('ada@example.com');
    const rename = patch({ op: 'replace', path: 'userName', value: 'adela@example.com' });
    expect((await server.scim('PATCH', `/Users/${id}`, rename)).json.scimType).toBe('mutability');
    expect((await server.scim('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await server.shown('ada@example.com')).toMatchObject({ state: 'disabled' });
  });

  it('named Atlassian hides whom it deleted, and keeps the name and the address taken', async () => {
    await using server = await directory({ profile: 'atlassian' });
    const id = await server.put('ada@example.com');
    await server.scim('DELETE', `/Users/${id}`);
    expect((await server.scim('GET', `/Users/${id}`)).status).toBe(404);
    const emails = [{ value: 'ada@example.com', primary: true }];
    expect((await server.scim('POST', '/Users', newUser('adela@example.com', { emails }))).status).toBe(409);
  });

  it('is changed again by options of its own', async () => {
    await using server = await directory({ profile: 'unleash', patch: '200' });
    expect((await server.control('GET', 'options')).json).toMatchObject({
      profile: 'unleash',
      patch: '200',
      errorShape: 'unleash',
    });
    expect(await server.control('PATCH', 'options', { profil: 'x' })).toMatchObject({
      status: 400,
      json: { field: 'body.profil' },
    });
  });
});
