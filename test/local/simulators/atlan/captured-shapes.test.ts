import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

/** The keys of the published captures. */
const captured = {
  user: [
    'attributes',
    'createdTimestamp',
    'email',
    'emailVerified',
    'enabled',
    'firstName',
    'groupCount',
    'id',
    'isScimUser',
    'lastLoginTime',
    'lastName',
    'loginEvents',
    'personas',
    'status',
    'username',
    'workspaceRole',
  ],
  attributes: ['invitedAt', 'invitedBy', 'invitedByName', 'profileRole', 'profileRoleOther'],
  loginEvent: ['clientId', 'details', 'ipAddress', 'realmId', 'sessionId', 'time', 'type', 'userId'],
  member: [
    'attributes',
    'createdTimestamp',
    'defaultRoles',
    'email',
    'emailVerified',
    'enabled',
    'firstName',
    'groupCount',
    'id',
    'lastName',
    'roles',
    'username',
    'workspaceRole',
  ],
  group: ['alias', 'attributes', 'id', 'name', 'path', 'personas', 'purposes', 'userCount'],
  groupAttributes: ['alias', 'createdAt', 'createdBy', 'isDefault', 'updatedAt', 'updatedBy'],
  groupOfUser: ['alias', 'attributes', 'id', 'name', 'path', 'userCount'],
};

describe('answers have the keys of the captures', () => {
  it('users', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 1 });

    const [user] = (await tenant.api('GET', '/users')).json.records;

    expect(Object.keys(user)).toEqual(expect.arrayContaining(captured.user));
    expect(Object.keys(user.attributes)).toEqual(expect.arrayContaining(captured.attributes));
    expect(Object.keys(user.loginEvents[0]).sort()).toEqual(captured.loginEvent);
  });

  it('groups, their members, and the groups of a user: exactly', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 1 });
    const [listed] = (await tenant.api('GET', '/groups?sort=name')).json.records;
    await tenant.api('POST', `/groups/${listed.id}`, { attributes: { alias: ['Renamed'] } });
    const [user] = (await tenant.api('GET', '/users')).json.records;
    await tenant.api('POST', `/users/${user.id}/groups`, { groups: [listed.id] });

    const [group] = (await tenant.api('GET', '/groups?sort=name')).json.records;
    const [member] = (await tenant.api('GET', `/groups/${group.id}/members`)).json.records;
    const [groupOfUser] = (await tenant.api('GET', `/users/${user.id}/groups?sort=name`)).json.records;

    expect(Object.keys(group)).toEqual(expect.arrayContaining(captured.group));
    expect(Object.keys(group.attributes).sort()).toEqual(captured.groupAttributes);
    expect(Object.keys(member).sort()).toEqual(captured.member);
    expect(Object.keys(groupOfUser).sort()).toEqual(captured.groupOfUser);
  });
});
