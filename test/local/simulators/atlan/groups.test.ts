import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

const group = (name: string, attributes: Record<string, unknown> = {}) => ({
  group: { name, attributes: { alias: [name], ...attributes } },
});

async function tenantWithGroup() {
  const tenant = await tenantUnderTest();
  const groupId: string = (await tenant.api('POST', '/groups', group('data_eng'))).json.group;
  return Object.assign(tenant, { groupId });
}

describe('creating a group', () => {
  it('reports for every user whether they joined', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');

    const { json } = await tenant.api('POST', '/groups', { ...group('data_eng'), users: [id, 'nobody'] });

    expect(json.users[id]).toEqual({ status: 200, statusMessage: 'success' });
    expect(json.users['nobody'].status).toBe(404);
    expect(await tenant.shown('ada@example.com')).toMatchObject({ groups: ['data_eng'] });
  });

  it('has users null when none were sent', async () => {
    await using tenant = await tenantUnderTest();

    expect((await tenant.api('POST', '/groups', group('data_eng'))).json).toEqual({
      group: expect.any(String),
      users: null,
    });
  });

  it.each(['r&d_-_eu', 'Data_Eng', 'data eng', ''])('refuses the internal name %j', async (name) => {
    await using tenant = await tenantUnderTest();

    expect((await tenant.api('POST', '/groups', group(name))).status).toBe(400);
  });

  it.each([
    ['objects, which SDKs cannot read', [{}], undefined],
    ['text', ['#data'], ['#data']],
  ])('shows channels of %s as %j → %j', async (_case, channels, shown) => {
    await using tenant = await tenantUnderTest();
    await tenant.api('POST', '/groups', group('data_eng', { channels }));

    expect((await tenant.api('GET', '/v2/groups')).json.records[0].attributes.channels).toEqual(shown);
  });
});

describe('the lists of groups', () => {
  it('are on both paths, and only the newer one projects, keeping id and name', async () => {
    await using tenant = await tenantWithGroup();

    const v1 = await tenant.api('GET', '/groups?columns=path');
    const v2 = await tenant.api('GET', '/v2/groups?columns=path&columns=roles');

    expect(v1.json.records[0]).toMatchObject({ alias: 'data_eng', userCount: 0 });
    expect(v2.json.records).toEqual([{ id: tenant.groupId, name: 'data_eng', path: '/data_eng', roles: [] }]);
  });

  it('filter by alias and sort by name', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 5 });

    const filter = encodeURIComponent(JSON.stringify({ $and: [{ alias: { $ilike: '%READERS%' } }] }));
    const { json } = await tenant.api('GET', `/v2/groups?sort=name&filter=${filter}`);

    expect(json.records.map((found: { name: string }) => found.name)).toEqual(['finance_readers', 'hr_readers']);
    expect(json).toMatchObject({ totalRecord: 6, filterRecord: 2 });
  });
});

describe('memberships', () => {
  it('are added per user, also for an invitee, and adding twice is one membership', async () => {
    await using tenant = await tenantWithGroup();
    const id = await tenant.invite('ada@example.com');

    for (let time = 0; time < 2; time += 1) {
      expect(await tenant.api('POST', `/users/${id}/groups`, { groups: [tenant.groupId] })).toMatchObject({
        status: 200,
        text: '',
      });
    }

    expect((await tenant.api('GET', `/users/${id}/groups?sort=name`)).json).toMatchObject({
      filterRecord: 1,
      records: [{ id: tenant.groupId, userCount: 1 }],
    });
    expect((await tenant.api('GET', `/groups/${tenant.groupId}/members`)).json.records).toMatchObject([
      { id, groupCount: 1 },
    ]);
  });

  it('change nothing when one of the groups is unknown', async () => {
    await using tenant = await tenantWithGroup();
    const { id } = await tenant.person('ada@example.com');

    expect((await tenant.api('POST', `/users/${id}/groups`, { groups: [tenant.groupId, 'nothing'] })).status).toBe(404);
    expect((await tenant.api('GET', `/users/${id}/groups`)).json.records).toEqual([]);
  });

  it('end per group, and ending them twice changes nothing', async () => {
    await using tenant = await tenantWithGroup();
    const { id } = await tenant.person('ada@example.com', { groups: ['data_eng'] });
    const remove = () => tenant.api('POST', `/groups/${tenant.groupId}/members/remove`, { users: [id] });

    expect(await remove()).toMatchObject({ status: 200, text: '' });
    expect(await remove()).toMatchObject({ status: 200 });
    expect((await tenant.api('GET', `/groups/${tenant.groupId}/members`)).json.records).toEqual([]);
  });

  it('are refused twice over where the tenant refuses', async () => {
    await using tenant = await tenantWithGroup();
    await tenant.options({ addMemberTwice: 'refuse', removeNonMember: 'refuse' });
    const { id } = await tenant.person('ada@example.com', { groups: ['data_eng'] });
    const { id: outsider } = await tenant.person('bob@example.com');

    expect((await tenant.api('POST', `/users/${id}/groups`, { groups: [tenant.groupId] })).status).toBe(400);
    expect(
      (await tenant.api('POST', `/groups/${tenant.groupId}/members/remove`, { users: [id, outsider] })).status,
    ).toBe(400);
    expect(await tenant.shown('ada@example.com')).toMatchObject({ groups: ['data_eng'] });
  });
});

describe('changing a group', () => {
  it('keeps what was not sent, the internal name always, and says who did it', async () => {
    await using tenant = await tenantWithGroup();
    await tenant.person('ada@example.com', { groups: ['data_eng'] });
    const body = {
      id: tenant.groupId,
      path: '/other',
      name: 'other',
      attributes: { description: ['They move data.'] },
    };

    expect((await tenant.api('POST', `/groups/${tenant.groupId}`, body)).status).toBe(200);

    expect((await tenant.api('GET', '/v2/groups')).json.records[0]).toMatchObject({
      name: 'data_eng',
      path: '/data_eng',
      alias: 'data_eng',
      userCount: 1,
      attributes: { description: ['They move data.'], updatedBy: [expect.stringContaining('service-account-apikey-')] },
    });
  });

  it.each([undefined, {}])('deletes it with body %j, and everybody leaves', async (body) => {
    await using tenant = await tenantWithGroup();
    const { id } = await tenant.person('ada@example.com', { groups: ['data_eng'] });

    expect(await tenant.api('POST', `/groups/${tenant.groupId}/delete`, body)).toMatchObject({ status: 200, text: '' });

    expect((await tenant.users({ id })).json.records[0].groupCount).toBe(0);
    expect((await tenant.api('POST', `/groups/${tenant.groupId}/delete`, body)).status).toBe(404);
    expect((await tenant.api('GET', `/groups/${tenant.groupId}/members`)).status).toBe(404);
  });

  it('makes new users join when it is a default group', async () => {
    await using tenant = await tenantWithGroup();
    await tenant.api('POST', `/groups/${tenant.groupId}`, { attributes: { isDefault: ['true'] } });

    const id = await tenant.invite('ada@example.com');

    expect((await tenant.users({ id })).json.records[0].groupCount).toBe(1);
  });
});
