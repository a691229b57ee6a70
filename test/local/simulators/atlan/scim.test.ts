import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const newUser = (userName: string, address = userName) => ({
  schemas: [USER],
  userName,
  active: true,
  name: { givenName: 'Ada', familyName: 'Example' },
  emails: [{ value: address, type: 'work', primary: true }],
});
const operations = (...Operations: readonly object[]) => ({ schemas: [PATCH_OP], Operations });

async function scimTenant(options: object = {}) {
  const tenant = await tenantUnderTest({ options: { scimTenant: true, ...options } });
  const { token } = (await tenant.control('POST', 'scim-token')).json;
  const scim = (method: string, path: string, body?: unknown, bearer = token) =>
    tenant.api(method, `/scim${path}`, body, bearer);
  return { ...tenant, scim, scimToken: token };
}

describe('SCIM on an Atlan tenant', () => {
  it('is not there before the tenant is provisioned by it', async () => {
    await using tenant = await tenantUnderTest();
    expect((await tenant.api('GET', '/scim/Users')).status).toBe(404);
    expect((await tenant.control('POST', 'scim-token')).status).toBe(409);
  });

  it('has a token of its own: neither works for the other, and a new one ends the old one', async () => {
    await using tenant = await scimTenant();
    expect((await tenant.scim('GET', '/Users')).status).toBe(200);
    expect((await tenant.scim('GET', '/Users', undefined, tenant.token)).status).toBe(401);
    expect((await tenant.api('GET', '/users', undefined, tenant.scimToken)).status).toBe(401);
    await tenant.control('POST', 'scim-token');
    expect((await tenant.scim('GET', '/Users')).status).toBe(401);
  });

  it('creates a user before a first sign-in, who is the same one in both interfaces', async () => {
    await using tenant = await scimTenant();
    const made = await tenant.scim('POST', '/Users', newUser('ada', 'ada@example.com'));
    expect(made).toMatchObject({ status: 201, json: { userName: 'ada', active: true } });
    expect(await tenant.shown('ada@example.com')).toMatchObject({
      id: made.json.id,
      username: 'ada',
      state: 'provisioned',
      workspaceRole: '$guest',
    });
    const filter = encodeURIComponent('userName eq "ADA"');
    expect((await tenant.scim('GET', `/Users?filter=${filter}`)).json.Resources).toMatchObject([{ id: made.json.id }]);
  });

  it('leaves a username with who has it', async () => {
    await using tenant = await scimTenant();
    await tenant.person('other@example.com', { username: 'ada' });
    expect((await tenant.scim('POST', '/Users', newUser('ada', 'ada@example.com'))).status).toBe(409);
    expect(await tenant.shown('ada@example.com')).toBeUndefined();
  });

  it.each([
    ['PATCH', operations({ op: 'replace', value: { active: false } })],
    ['PATCH', operations({ op: 'Replace', path: 'active', value: 'False' })],
    ['PUT', { ...newUser('ada', 'ada@example.com'), active: false }],
    ['DELETE', undefined],
  ])('disables by %s, which the other interface refuses, and removes no user', async (method, body) => {
    await using tenant = await scimTenant();
    const { id } = await tenant.person('ada@example.com', { username: 'ada' });
    expect((await tenant.api('POST', `/users/${id}`, { enabled: false })).status).toBe(403);
    expect([200, 204]).toContain((await tenant.scim(method, `/Users/${id}`, body)).status);
    expect(await tenant.shown('ada@example.com')).toMatchObject({ state: 'disabled' });
  });

  it('takes username and address over once, and ignores them afterwards', async () => {
    await using tenant = await scimTenant();
    const { id } = await tenant.person('ada@example.com', { username: 'ada' });
    const change = operations({ op: 'replace', value: { userName: 'adela' } });
    expect(await tenant.scim('PATCH', `/Users/${id}`, change)).toMatchObject({
      status: 200,
      json: { userName: 'ada' },
    });
  });

  it('shows a user otherwise where it is told to, until a write makes the state the same, and skips them as a member', async () => {
    await using tenant = await scimTenant({ idpMappedGroups: ['analysts'] });
    const { id: groupId } = (await tenant.control('POST', 'groups', { name: 'analysts' })).json;
    const { id } = await tenant.person('ada@example.com', { username: 'ada' });
    await tenant.control('PUT', `scim-users/${id}`, { id: 'other', userName: 'a.l', active: false });
    expect((await tenant.scim('GET', `/Users/${id}`)).status).toBe(404);
    const shown = { id: 'other', userName: 'a.l', active: false };
    expect((await tenant.scim('GET', '/Users/other')).json).toMatchObject(shown);
    const enable = operations({ op: 'replace', path: 'active', value: true });
    expect((await tenant.scim('PATCH', '/Users/other', enable)).json).toMatchObject({ ...shown, active: true });
    const add = operations({ op: 'add', path: 'members', value: [{ value: 'other' }] });
    expect((await tenant.scim('PATCH', `/Groups/${groupId}`, add)).status).toBe(200);
    expect(await tenant.shown('ada@example.com')).toMatchObject({ state: 'active', username: 'ada', groups: [] });
  });

  it('disables a user whom only it shows', async () => {
    await using tenant = await scimTenant();
    const { id } = (await tenant.control('POST', 'scim-users', { userName: 'ada', email: 'ada@example.com' })).json;
    await tenant.scim('DELETE', `/Users/${id}`);
    expect((await tenant.scim('GET', '/Users')).json.Resources).toMatchObject([{ id, active: false }]);
    expect(await tenant.shown('ada@example.com')).toBeUndefined();
  });

  it('knows only groups that are mapped, makes none, and skips members that it does not know', async () => {
    await using tenant = await scimTenant({ idpMappedGroups: ['analysts'] });
    const { id: groupId } = (await tenant.control('POST', 'groups', { name: 'analysts' })).json;
    const { id: hidden } = (await tenant.control('POST', 'groups', { name: 'others' })).json;
    const { id } = await tenant.person('ada@example.com');
    expect((await tenant.scim('GET', '/Groups')).json.Resources).toMatchObject([{ displayName: 'analysts' }]);
    expect((await tenant.scim('GET', `/Groups/${hidden}`)).status).toBe(404);
    expect((await tenant.scim('POST', '/Groups', { displayName: 'new' })).status).toBe(403);
    const add = operations({ op: 'add', path: 'members', value: [{ value: id }, { value: 'nobody' }] });
    expect((await tenant.scim('PATCH', `/Groups/${groupId}`, add)).status).toBe(200);
    expect(await tenant.shown('ada@example.com')).toMatchObject({ groups: ['analysts'] });
    const remove = operations({ op: 'remove', path: `members[value eq "${id}"]` });
    await tenant.scim('PATCH', `/Groups/${groupId}`, remove);
    expect(await tenant.shown('ada@example.com')).toMatchObject({ groups: [] });
  });
});

describe('what tenants do otherwise than was read', () => {
  it('takes a hyphen in the name of a group, unless the tenant is strict', async () => {
    await using tenant = await tenantUnderTest();
    const group = { name: 'data-eng', attributes: { alias: ['Data'], isDefault: ['false'] } };
    expect((await tenant.api('POST', '/groups', { group })).status).toBe(200);
    expect((await tenant.control('POST', 'groups', { name: 'data-science' })).status).toBe(200);
    await tenant.options({ groupNames: 'strict' });
    const refused = await tenant.api('POST', '/groups', { group: { ...group, name: 'data-ops' } });
    expect(refused).toMatchObject({ status: 400, json: { message: expect.stringContaining('digits and _') } });
  });

  it('answers an empty list where nothing matches, and null behind the last page', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 3 });
    expect((await tenant.users({ email: 'nobody@example.com' })).json.records).toEqual([]);
    expect((await tenant.api('GET', '/users?offset=20')).json.records).toBeNull();
    await tenant.options({ emptyRecords: 'null' });
    expect((await tenant.users({ email: 'nobody@example.com' })).json.records).toBeNull();
  });

  it('answers 404 to a path that it does not know, before it asks who is there', async () => {
    await using tenant = await tenantUnderTest();
    expect((await tenant.api('GET', '/nonsense', undefined, 'no-token')).status).toBe(404);
    expect((await tenant.api('GET', '/users', undefined, 'no-token')).status).toBe(401);
  });

  it('says of a role that is none of the workspace what is wrong with it', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');
    const roleId = await tenant.roleId('$admin_connections');
    const changed = await tenant.api('POST', `/users/${id}/roles/update`, { roleId });
    expect(changed).toMatchObject({ status: 400, json: { message: expect.stringContaining('$admin_connections') } });
    const users = [{ email: 'bob@example.com', roleName: '$member', roleId }];
    const invited = await tenant.api('POST', '/users', { users });
    expect(invited.json['bob@example.com']).toContain('$admin_connections');
  });
});
