import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { unleashOnSimulator } from '../../../../support/unleash.ts';
import { between } from '../../../../support/unleash-between.ts';
import { group, operations, team, user } from './asked-of-unleash.ts';

describe('creating a group', () => {
  const catalogue = { 'DX team': { create: true, description: 'Squad', mappingsSSO: ['sso-dx'], rootRole: 'viewer' } };

  it('sends what the catalogue says of it', async () => {
    await using unleash = await unleashOnSimulator({}, { settings: { groups: catalogue } });
    await using proxy = await between({ baseUrl: unleash.secret.value.baseUrl });
    unleash.secret.value = { ...unleash.secret.value, baseUrl: proxy.baseUrl };
    expect(await unleash.target.createGroup({ alias: 'DX team' }, unleash.call)).toMatchObject({
      value: { how: 'created' },
    });
    await unleash.target.createGroup({ alias: 'Payments' }, unleash.call);
    expect(proxy.passed.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { name: 'DX team', description: 'Squad', mappingsSSO: ['sso-dx'], rootRole: 3, users: [] },
      { name: 'Payments', mappingsSSO: [], rootRole: null, users: [] },
    ]);
  });

  it('minds capitals: a group that is written otherwise is another one', async () => {
    await using unleash = await unleashOnSimulator();
    const other = await group(unleash, { name: 'dx TEAM' });
    expect(await unleash.target.createGroup({ alias: 'DX team' }, unleash.call)).toMatchObject({
      value: { how: 'created' },
    });
    const groups = (await unleash.state()).groups;
    expect(groups.map(({ name }) => name)).toEqual(['dx TEAM', 'DX team']);
    expect(groups[0]?.id).toBe(other);
  });

  it('is a conflict where two have the name', async () => {
    await using unleash = await unleashOnSimulator();
    const ids = [await group(unleash, {}), await group(unleash, {})];
    expect(await unleash.target.createGroup({ alias: 'DX team' }, unleash.call)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      because: expect.stringContaining(ids.join(' and ')),
    });
  });

  it('waits while another process creates groups, which might be the same', async () => {
    await using unleash = await unleashOnSimulator();
    const busy = unleash.another({ exclusive: { run: async () => undefined } });
    expect(await busy.createGroup({ alias: 'DX team' }, unleash.call)).toMatchObject({ kind: 'wait', cause: 'paced' });
    expect((await unleash.state()).groups).toEqual([]);
  });

  it('adopts what a create that failed has left behind', async () => {
    await using unleash = await unleashOnSimulator({
      faults: [{ kind: 'error-500-after-commit', endpoint: 'POST /api/admin/groups' }],
    });
    expect(await unleash.target.createGroup({ alias: 'DX team' }, unleash.call)).toMatchObject({
      value: { how: 'adopted' },
    });
    expect((await unleash.state()).groups).toHaveLength(1);
  });
});

describe('groups that differ from the catalogue', () => {
  it('are told by their fields, and left as they are', async () => {
    const catalogue = {
      'DX team': { create: true, description: 'Squad', mappingsSSO: ['a', 'b'], rootRole: 'viewer' },
      Payments: { create: false },
    };
    await using unleash = await unleashOnSimulator({}, { settings: { groups: catalogue } });
    const id = await group(unleash, { description: 'Other', mappingsSSO: ['b', 'a'], rootRole: 'admin' });
    await group(unleash, { name: 'Payments', description: 'Anything', rootRole: 'editor' });
    expect(await unleash.target.probe.groupDifferences?.(unleash.call)).toEqual({
      kind: 'done',
      value: [{ id, name: 'DX team', fields: ['description', 'rootRole'] }],
    });
    expect((await unleash.state()).groups[0]).toMatchObject({ description: 'Other', rootRole: 'admin' });
  });
});

describe('the edition', () => {
  it('is asked once, and open source has no groups for us', async () => {
    await using unleash = await unleashOnSimulator({ options: { edition: 'oss' } });
    const id = await user(unleash, 'p1@example.com');
    const none = { kind: 'permanent', because: expect.stringContaining('open source') };
    expect(await unleash.target.addToGroups(id, ['1'], unleash.call)).toMatchObject(none);
    expect(await unleash.target.removeFromGroup('1', [id], unleash.call)).toMatchObject(none);
    expect(await unleash.target.createGroup({ alias: 'DX team' }, unleash.call)).toMatchObject(none);
    expect(await unleash.target.groupAdministration?.details('1', unleash.call)).toMatchObject(none);
    expect(await unleash.target.listGroups(unleash.call)).toEqual({ kind: 'done', value: [] });
    expect(operations(unleash)).toEqual(['groups.list']);
  });

  it('is not asked where the configuration says it', async () => {
    await using unleash = await unleashOnSimulator({}, { settings: { unleash: { edition: 'oss' } } });
    expect(await unleash.target.listGroups(unleash.call)).toEqual({ kind: 'done', value: [] });
    expect(unleash.sent).toEqual([]);
  });

  it('that contradicts the configuration is no empty list', async () => {
    await using unleash = await unleashOnSimulator(
      { options: { edition: 'oss' } },
      { settings: { unleash: { edition: 'enterprise' } } },
    );
    expect(await unleash.target.listGroups(unleash.call)).toMatchObject({
      kind: 'permanent',
      because: expect.stringContaining('unleash.edition'),
    });
  });

  it('is not concluded from anything but Unleash’s own no', async () => {
    await using unleash = await unleashOnSimulator({ faults: [{ kind: 'html', endpoint: 'GET /api/admin/groups' }] });
    expect(await unleash.target.listGroups(unleash.call)).toMatchObject({ kind: 'wait', cause: 'down' });
    await unleash.control('DELETE', 'faults');
    expect(await unleash.target.createGroup({ alias: 'DX team' }, unleash.call)).toMatchObject({ kind: 'done' });
  });
});

describe('a list of groups', () => {
  it('is one request for all who ask at once, and never one that was under way before they asked', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2);
    await unleash.control('PUT', 'faults', [{ kind: 'slow', ms: 20, endpoint: 'GET /api/admin/groups' }]);
    const first = unleash.target.groupsOf(ids[0]!, unleash.call);
    // it is under way
    await setImmediate();
    const later = Array.from({ length: 5 }, () => unleash.target.groupsOf(ids[0]!, unleash.call));
    await Promise.all([first, ...later]);
    expect(operations(unleash)).toEqual(['groups.list', 'groups.list']);
    expect(await first).toMatchObject({ value: [{ id: groupId }] });
  });
});

describe('what an operator may do with groups', () => {
  it('is to see one, its members, and to remove it, again and again', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2, {
      description: 'Squad',
      mappingsSSO: ['sso-dx'],
      rootRole: 'editor',
    });
    const { groupAdministration: administration } = unleash.target;
    await unleash.target.addToGroups(ids[1]!, [groupId], unleash.call);
    expect(await administration?.details(groupId, unleash.call)).toEqual({
      kind: 'done',
      value: {
        id: groupId,
        name: 'DX team',
        memberCount: 2,
        isFilledAtSignIn: true,
        roleOfMembers: 'editor',
        description: 'Squad',
        managedBy: 'us',
        facts: { rootRole: 'editor', mappingsSSO: 'sso-dx' },
      },
    });
    expect(await administration?.members(groupId, unleash.call)).toMatchObject({
      value: ids.map((id, n) => ({ id, email: `p${n}@example.com` })),
    });
    for (let times = 0; times < 2; times++)
      expect(await administration?.remove(groupId, unleash.call)).toMatchObject({ kind: 'done' });
    expect((await unleash.state()).groups).toEqual([]);
    expect(await administration?.details(groupId, unleash.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-found',
    });
  });

  it('is not to remove what the identity provider keeps', async () => {
    await using unleash = await unleashOnSimulator();
    const { groupId } = await team(unleash, 1, { scim: true });
    const administration = unleash.target.groupAdministration;
    expect(await administration?.details(groupId, unleash.call)).toMatchObject({
      value: { managedBy: 'identity-provider' },
    });
    expect(await unleash.target.listGroups(unleash.call)).toMatchObject({
      value: [{ managedBy: 'identity-provider' }],
    });
    expect(await administration?.remove(groupId, unleash.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
    });
    expect(await unleash.target.probe.mappedGroups('any', unleash.call)).toMatchObject({ value: ['DX team'] });
  });
});
