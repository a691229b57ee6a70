import { describe, expect, it } from 'vitest';

import { atlassianOnSimulator } from '../../../../support/atlassian.ts';

type Options = NonNullable<NonNullable<Parameters<typeof atlassianOnSimulator>[0]>['options']>;

/** Five people, two of whom an identity provider made; it fills one group. */
async function organisation(options: Options = {}) {
  const far = await atlassianOnSimulator({ options });
  await far.group('Synced', { isSynced: true });
  for (let n = 0; n < 5; n++)
    await far.person(`p${n}@example.com`, {
      managementSource: n < 2 ? 'synced' : 'invited',
      groups: ['atlassian-users'],
    });
  return far;
}

const late = { deadline: 0 };
const waits = { kind: 'wait', cause: 'deadline' };

describe('what is asked of an Atlassian organisation to examine it', () => {
  it('is until when the key lasts, which only the configuration knows', async () => {
    await using far = await organisation();
    expect(await far.target.probe.credential(far.call)).toMatchObject({
      value: {
        kind: 'service-account',
        expiry: { kind: 'unknown', because: expect.stringContaining('apiKeyExpires') },
      },
    });
    expect(await far.another({ apiKeyExpires: '2027-03-31' }).probe.credential(far.call)).toMatchObject({
      value: { expiry: { kind: 'at', at: Date.parse('2027-03-31T00:00:00Z') } },
    });
  });

  it('is whether the groups that give roles are there', async () => {
    await using far = await organisation();
    const rolesWith = async (roleGroups: { guest?: string; user: string }) => {
      const roles = await far.another({ roleGroups }).probe.roles(far.call);
      return roles.kind === 'done' ? roles.value.map(({ name }) => name) : roles;
    };
    expect(await rolesWith({ guest: 'atlassian-guests', user: 'atlassian-users' })).toEqual([
      'guest',
      'user',
      'org-admin',
    ]);
    expect(await rolesWith({ user: 'atlassian-users' })).toEqual(['guest', 'user', 'org-admin']);
    expect(await rolesWith({ guest: 'atlassian-guests', user: 'everyone' })).toEqual(['guest', 'org-admin']);
  });

  it('is how many members there are, how many of them are synced, and what is not documented', async () => {
    await using far = await organisation({ groupIds: 'bare', hideEmails: true });
    expect(await far.target.probe.tenant(far.call)).toEqual({
      kind: 'done',
      value: {
        accounts: 5,
        byScim: 2,
        habits: [
          { number: 1, seen: '1 directories can be managed with this key' },
          { number: 2, seen: '5 of 5 users come without an e-mail' },
          { number: 3, seen: '0 of 5 users come without their groups' },
          { number: 4, seen: 'users name their groups by a bare id' },
        ],
      },
    });
  });

  it('is which groups the identity provider fills', async () => {
    await using far = await organisation();
    expect(await far.target.probe.mappedGroups('okta', far.call)).toEqual({ kind: 'done', value: ['Synced'] });
    await using without = await atlassianOnSimulator();
    expect(await without.target.probe.mappedGroups('okta', without.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-found',
    });
  });

  it('changes nothing, names no person, and asks nothing when no time is left', async () => {
    await using far = await organisation();
    const state = async () => (await far.control<{ users: unknown; groups: unknown }>('GET', 'state')).users;
    const before = await state();
    const { probe, call } = { probe: far.target.probe, call: far.call };
    const answers = [await probe.credential(call), await probe.roles(call), await probe.tenant(call)];
    expect(JSON.stringify(answers)).not.toMatch(/@|p\d/);
    expect(await state()).toEqual(before);
    expect(await probe.credential(late)).toMatchObject(waits);
    expect(await probe.roles(late)).toMatchObject(waits);
    expect(await probe.tenant(late)).toMatchObject(waits);
    expect(await probe.mappedGroups('okta', late)).toMatchObject(waits);
  });
});
