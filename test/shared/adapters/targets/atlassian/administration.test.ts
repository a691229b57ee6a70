import { describe, expect, it } from 'vitest';

import { ENDED_ENDPOINTS } from '../../../../../shared/adapters/targets/atlassian/ended-endpoints.ts';
import { openTarget } from '../../../../../shared/adapters/targets/registry.ts';
import { atlassianOnSimulator } from '../../../../support/atlassian.ts';
import { SETTINGS } from '../../../../support/atlassian-settings.ts';
import { fixedRandom } from '../../../../support/fixed-random.ts';

const SITE = 'ari:cloud:jira::site/70ef3a32-d0da-4e09-b35e-0109f91969c3';
const USER = { resource: SITE, role: 'atlassian/user' };
const DONE = { kind: 'done', value: undefined };

describe('what an operator may see of a group', () => {
  it.each([
    [{}, 'us', 'admins'],
    [{ isSynced: true }, 'identity-provider', 'external'],
    [{ managedBy: 'open' }, 'product', 'open'],
  ])('is who manages it, and the facts that Atlassian shows: %j', async (more, managedBy, word) => {
    await using far = await atlassianOnSimulator();
    const groupId = await far.group('Data Eng', { description: 'Builders', ...more });
    await far.person('ada@example.com', { groups: ['Data Eng'] });
    expect(await far.target.groupAdministration.details(groupId, far.call)).toEqual({
      kind: 'done',
      value: {
        id: groupId,
        name: 'Data Eng',
        memberCount: 1,
        description: 'Builders',
        managedBy,
        facts: {
          managedBy: word,
          externalSynced: managedBy === 'identity-provider',
          deletable: true,
          modifiable: true,
          readable: true,
          resources: 0,
        },
      },
    });
  });

  it('is every member, the suspended ones too, or nothing where Atlassian counts others', async () => {
    await using far = await atlassianOnSimulator();
    const groupId = await far.group('Data Eng');
    const active = await far.person('ada@example.com', { groups: ['Data Eng'] });
    const suspended = await far.person('bob@example.com', { groups: ['Data Eng'], state: 'suspended' });
    await far.person('carol@example.com');
    expect(await far.target.groupAdministration.members(groupId, far.call)).toMatchObject({
      value: [
        { id: active, state: 'active' },
        { id: suspended, state: 'disabled' },
      ],
    });
    await far.control('PUT', 'faults', [{ kind: 'miscount', by: 1 }]);
    expect(await far.target.groupAdministration.members(groupId, far.call)).toMatchObject({ kind: 'retryable' });
  });

  it('is how many there are, and figures that need not add up', async () => {
    await using far = await atlassianOnSimulator();
    await far.group('Synced', { isSynced: true });
    await far.group('Team', { managedBy: 'team-members' });
    expect(await far.target.groupAdministration.count(far.call)).toEqual({ kind: 'done', value: 4 });
    expect(await far.target.groupAdministration.stats(far.call)).toEqual({
      kind: 'done',
      value: { all: 4, synced: 1, managed: 3, TEAM: 1, GROUP: 3 },
    });
  });
});

describe('the access that a group gives', () => {
  it('is granted and revoked, each as often as it is told', async () => {
    await using far = await atlassianOnSimulator();
    const { access } = far.target.groupAdministration;
    const groupId = await far.group('Data Eng');
    for (let times = 0; times < 2; times++) expect(await access.grant(groupId, USER, far.call)).toEqual(DONE);
    expect(await access.list(groupId, far.call)).toEqual({ kind: 'done', value: [USER] });
    for (let times = 0; times < 2; times++) expect(await access.revoke(groupId, USER, far.call)).toEqual(DONE);
    expect(await access.list(groupId, far.call)).toEqual({ kind: 'done', value: [] });
  });

  it.each(['atlassian/org-admin', 'atlassian/site-admin'])('is never %s', async (role) => {
    await using far = await atlassianOnSimulator();
    const groupId = await far.group('Data Eng');
    expect(
      await far.target.groupAdministration.access.grant(groupId, { resource: SITE, role }, far.call),
    ).toMatchObject({
      kind: 'permanent',
    });
    expect(far.sent).toEqual([]);
  });
});

describe('deleting a group', () => {
  it('is done when it is gone, and refused where Atlassian does not allow it', async () => {
    await using far = await atlassianOnSimulator();
    const groupId = await far.group('Data Eng');
    const kept = await far.group('Default', { isDeletable: false });
    const remove = (id: string) => far.target.groupAdministration.remove(id, far.call);
    expect(await remove(groupId)).toEqual(DONE);
    expect(await remove(groupId)).toEqual(DONE);
    expect(await remove(kept)).toMatchObject({ kind: 'refused', reason: 'not-allowed' });
  });
});

describe('the endpoints of version 1', () => {
  it('are refused with when they ended and what replaces each of those of groups', async () => {
    await using far = await atlassianOnSimulator();
    const { endedApi } = far.target.groupAdministration;
    const said = endedApi?.('v1') ?? '';
    expect(said).toContain('ended version 1 of its endpoints of groups on 30 June 2026');
    const ofGroups = ENDED_ENDPOINTS.filter(({ operation }) => operation.startsWith('groups.'));
    expect(ofGroups).toHaveLength(7);
    for (const { v1, v2 } of ofGroups) expect(said).toContain(`${v1} is ${v2}`);
    expect(endedApi?.('v2')).toBeUndefined();
  });

  it('have the operations of this client as names', async () => {
    await using far = await atlassianOnSimulator();
    const id = await far.person('ada@example.com', { groups: ['atlassian-users'] });
    const groupId = await far.group('Data Eng');
    const { target, call } = far;
    await target.setEnabled(id, false, call);
    await target.setEnabled(id, true, call);
    await target.invite([{ email: 'bob@example.com', role: 'user' }], call);
    await target.addToGroups(id, [groupId], call);
    await target.removeFromGroup(groupId, [id], call);
    await target.groupAdministration.access.grant(groupId, USER, call);
    await target.groupAdministration.access.revoke(groupId, USER, call);
    await target.groupAdministration.remove(groupId, call);
    await target.createGroup({ alias: 'New' }, call);
    await target.removeUser(id, call);
    const sent = new Set(far.sent.map(({ operation }) => operation));
    const searches = ['groups.search', 'users.search'];
    const named = ENDED_ENDPOINTS.map(({ operation }) => operation);
    expect(named.filter((operation) => !sent.has(operation) && !searches.includes(operation))).toEqual([]);
  });
});

describe('an Atlassian target', () => {
  it('takes the base that Atlassian’s documents show for the host that it is on', async () => {
    await using far = await atlassianOnSimulator();
    far.secret.value = { ...far.secret.value, baseUrl: `${far.secret.value.baseUrl}/admin` };
    expect(await far.target.identity(far.call)).toEqual({ kind: 'done', value: { id: SETTINGS.orgId } });
  });

  it('knows the end of its key from the configuration', async () => {
    await using far = await atlassianOnSimulator();
    expect(await far.target.credentialExpiresAt?.(far.call)).toEqual({ kind: 'done', value: undefined });
    const dated = far.another({ apiKeyExpires: '2027-03-31' });
    expect(await dated.credentialExpiresAt?.(far.call)).toEqual({ kind: 'done', value: Date.parse('2027-03-31') });
  });

  it('is not opened without its settings', async () => {
    await using far = await atlassianOnSimulator();
    const secret = { get: async () => far.secret.value, refresh: async () => far.secret.value };
    const opening = { name: 'site', clock: far.clock, random: fixedRandom(), secret };
    expect(() => openTarget('atlassian', { ...opening, settings: {} })).toThrow('site needs atlassian.orgId');
    expect(openTarget('atlassian', { ...opening, settings: { atlassian: SETTINGS } }).name).toBe('site');
  });
});
