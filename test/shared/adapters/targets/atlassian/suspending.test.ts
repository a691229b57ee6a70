import { describe, expect, it } from 'vitest';

import type { OrganisationOptions } from '../../../../../local/simulators/atlassian/organisation/options.ts';
import type { AtlassianSettings } from '../../../../../shared/contracts/config/providers/atlassian-settings.ts';
import { type AtlassianUnderTest, atlassianOnSimulator } from '../../../../support/atlassian.ts';

const ada = 'ada@example.com';
const DONE = { kind: 'done', value: undefined };

async function withAda(
  person: Readonly<Record<string, unknown>> = {},
  options: Partial<OrganisationOptions> = {},
  own: Partial<AtlassianSettings> = {},
) {
  const atlassian = await atlassianOnSimulator({ options }, own);
  const id = await atlassian.person(ada, person);
  atlassian.clock.advance(options.visibilityMs ?? 0);
  return { ...atlassian, id };
}

const writes = ({ sent }: AtlassianUnderTest) =>
  sent.map(({ operation }) => operation).filter((name) => /suspend|restore|disable|enable/.test(name));

const shown = async (far: AtlassianUnderTest) =>
  (await far.control<{ users: { email: string }[] }>('GET', 'state')).users.find(({ email }) => email === ada);

describe('suspending', () => {
  it('keeps groups, and works on an organisation administrator like on others', async () => {
    await using far = await withAda({ role: 'org-admin', groups: ['atlassian-users'] });
    expect(await far.target.setEnabled(far.id, false, far.call)).toEqual(DONE);
    expect(await shown(far)).toMatchObject({ state: 'suspended', groups: ['atlassian-users'], role: 'org-admin' });
  });

  it.each(['suspended', 'active'])(
    'is not sent for what is %s already, whose answer is not documented',
    async (state) => {
      await using far = await withAda({ state }, { twice: 'refuse' });
      expect(await far.target.setEnabled(far.id, state === 'active', far.call)).toEqual(DONE);
      expect(writes(far)).toEqual([]);
    },
  );

  it('is done when another process did it first', async () => {
    await using far = await withAda({ state: 'suspended' }, { twice: 'refuse' });
    // the look before is a little old
    await far.options({ visibilityMs: 1_500 });
    await far.control('POST', `users/${encodeURIComponent(far.id)}`, { state: 'active' });
    far.clock.advance(1_500);
    await far.control('POST', `users/${encodeURIComponent(far.id)}`, { state: 'suspended' });
    expect(await far.target.setEnabled(far.id, false, far.call)).toEqual(DONE);
    expect(writes(far)).toEqual(['users.suspend']);
  });

  it('counts only when a read shows it, however late that is', async () => {
    await using far = await withAda({}, { visibilityMs: 10_000 });
    expect(await far.target.setEnabled(far.id, false, far.call)).toEqual(DONE);
    expect(writes(far)).toEqual(['users.suspend']);
    expect(far.clock.pauses).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it('does not count when no read shows it in time', async () => {
    await using far = await withAda({}, { visibilityMs: 60_000 });
    expect(await far.target.setEnabled(far.id, false, far.call)).toMatchObject({
      kind: 'retryable',
      because: expect.stringContaining('accepted users.suspend, and reads do not show it yet'),
    });
  });

  it.each([true, false])('is left to the identity provider that owns the account (enabled: %s)', async (enabled) => {
    await using far = await withAda({ managementSource: 'synced', state: enabled ? 'suspended' : 'active' });
    expect(await far.target.setEnabled(far.id, enabled, far.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
      because: expect.stringContaining('The identity provider owns account'),
    });
    expect(writes(far)).toEqual([]);
  });
});

describe('restoring', () => {
  it.each([
    [400, 'ADMIN-400-32'],
    [400, null],
    [409, 'ADMIN-UAM-409-3'],
    [409, null],
  ] as const)('waits for a seat after %i with the code %s', async (restoreWithoutSeat, seatCode) => {
    await using far = await withAda({ state: 'suspended' }, { seats: 0, restoreWithoutSeat, seatCode });
    expect(await far.target.setEnabled(far.id, true, far.call)).toMatchObject({ kind: 'wait', cause: 'seat' });
  });

  it.each(['closed', 'for-deletion', 'deactivated'])('is left to a person for an account that is %s', async (state) => {
    await using far = await withAda({ state });
    expect(await far.target.setEnabled(far.id, true, far.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
    });
    expect(writes(far)).toEqual([]);
  });
});

describe('a managed account', () => {
  const options = { verifiedDomains: ['example.com'] };
  const own = { managedAccounts: 'disable' } as const;

  it('is disabled in the whole of Atlassian after it was suspended, and reopened before it is restored', async () => {
    await using far = await withAda({}, options, own);
    expect(await far.target.setEnabled(far.id, false, far.call)).toEqual(DONE);
    expect(await shown(far)).toMatchObject({ accountStatus: 'inactive' });
    expect(await far.target.setEnabled(far.id, false, far.call)).toEqual(DONE);
    expect(await far.target.setEnabled(far.id, true, far.call)).toEqual(DONE);
    expect(await shown(far)).toMatchObject({ state: 'active', accountStatus: 'active' });
    expect(writes(far)).toEqual(['users.suspend', 'managed.disable', 'managed.enable', 'users.restore']);
  });

  it('is disabled when it was suspended before', async () => {
    await using far = await withAda({ state: 'suspended' }, options, own);
    expect(await far.target.setEnabled(far.id, false, far.call)).toEqual(DONE);
    expect(writes(far)).toEqual(['managed.disable']);
  });

  it.each([
    ['the configuration says nothing', options, {}],
    ['the company does not own the account', {}, own],
  ])('is only suspended where %s', async (_why, with_, settings) => {
    await using far = await withAda({}, with_, settings);
    expect(await far.target.setEnabled(far.id, false, far.call)).toEqual(DONE);
    expect(writes(far)).toEqual(['users.suspend']);
  });

  it.each([
    ['externalDirectory.scim', 'the identity provider owns it'],
    ['authPolicy.saml', 'Atlassian does not allow it (authPolicy.saml)'],
  ])('is suspended, and what else was refused is said: %s', async (enablementRefused, because) => {
    await using far = await withAda({}, { ...options, enablementRefused }, own);
    expect(await far.target.setEnabled(far.id, false, far.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
      because: expect.stringContaining(because),
    });
    expect(writes(far)).toEqual(['users.suspend']);
    expect(await shown(far)).toMatchObject({ state: 'suspended' });
  });

  it('that owns a site is suspended, and a person must do the rest', async () => {
    await using far = await withAda({}, { ...options, ownsSite: true }, own);
    expect(await far.target.setEnabled(far.id, false, far.call)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      code: 'conflict.lifecycleErrors',
      because: expect.stringContaining('is changed in Atlassian Administration'),
    });
  });
});

describe('removing from the directory', () => {
  it('takes the groups with it, and is done when it was done', async () => {
    await using far = await withAda({ groups: ['atlassian-users'] });
    expect(await far.target.removeUser(far.id, far.call)).toEqual(DONE);
    expect(await shown(far)).toMatchObject({ state: 'not-a-member', groups: [] });
    expect(await far.target.removeUser(far.id, far.call)).toEqual(DONE);
  });

  it('is refused for whom an identity provider owns', async () => {
    await using far = await withAda({ managementSource: 'synced' });
    expect(await far.target.removeUser(far.id, far.call)).toMatchObject({ kind: 'refused', reason: 'not-allowed' });
  });
});
