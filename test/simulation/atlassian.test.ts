import { describe, expect, it } from 'vitest';

import { ATLASSIAN } from '../../shared/contracts/config/providers/atlassian.ts';
import type { AtlassianSettings } from '../../shared/contracts/config/providers/atlassian-settings.ts';
import { type AtlassianUnderTest, atlassianOnSimulator } from '../support/atlassian.ts';
import { SETTINGS } from '../support/atlassian-settings.ts';
import { type Between, type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

interface Shown {
  readonly email: string;
  readonly state: string;
  readonly groups: readonly string[];
}

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });
const left = lifecycleEvent(3, 'left', { date: '2026-03-01' });

/** The whole pipeline in memory, with the real client on a simulator of its own as its only target. */
async function companyOn(far: AtlassianUnderTest, own: Partial<AtlassianSettings> = {}): Promise<Company> {
  const between: Between = {
    begin: () => {},
    isKilled: () => false,
    wrap: (deps) => ({
      ...deps,
      targets: deps.targets.map(({ settings }) => ({
        settings,
        target: far.another(own, { name: 'atlan-prod', clock: deps.clock }),
      })),
    }),
  };
  const groups = { 'All Staff': { create: true, description: 'Everybody' }, 'Data Eng': { create: true } };
  const target = { atlassian: { ...SETTINGS, ...own }, requestsPerMinute: 600, groups };
  return company({ between, target, provider: { name: 'atlassian', ...ATLASSIAN } });
}

const people = async (far: AtlassianUnderTest) => (await far.control<{ users: Shown[] }>('GET', 'state')).users;
const counted = async (far: AtlassianUnderTest, endpoint: string) =>
  (await far.control<{ byEndpoint: Record<string, number> }>('GET', 'counters')).byEndpoint[endpoint] ?? 0;
const INVITE = 'POST /admin/v2/orgs/{orgId}/users/invite';

async function outcomes({ deps }: Company) {
  const key = await deps.ledger.links.workerOf('hr:1');
  return (await deps.ledger.receipts.chain(key!))
    .filter(({ header }) => header.entry === 'outcome')
    .map(({ header }) => `${header.action} ${header.verdict}`);
}

describe('the pipeline on Atlassian’s client and simulator', () => {
  it('brings a joiner in, moves a mover, suspends a leaver, and reads everything back', async () => {
    await using far = await atlassianOnSimulator();
    const acme = await companyOn(far);
    await acme.deliver(joined);
    expect(await people(far)).toMatchObject([
      { state: 'active', groups: ['atlassian-users', 'All Staff', 'Data Eng'] },
    ]);
    await acme.deliver(moved);
    expect(await people(far)).toMatchObject([{ state: 'active', groups: ['atlassian-users', 'All Staff'] }]);
    await acme.deliver(left);
    await acme.tick();
    expect(await people(far)).toMatchObject([{ state: 'suspended', groups: ['atlassian-users'] }]);
    expect(await outcomes(acme)).toEqual([
      'invite verified',
      'add-to-groups verified',
      'remove-from-group verified',
      'disable ended',
      'remove-from-group ended',
    ]);
    expect(acme.published.map(({ type }) => type)).toContain('AccessEnded');
    expect(await acme.deps.ledger.holds.listOpen(10)).toEqual([]);
  });

  it('makes the groups of the catalogue with what they say about themselves', async () => {
    await using far = await atlassianOnSimulator();
    const acme = await companyOn(far);
    await acme.deliver(joined);
    const { groups } = await far.control<{ groups: { name: string; description: string }[] }>('GET', 'state');
    expect(groups.find(({ name }) => name === 'All Staff')).toMatchObject({ description: 'Everybody' });
  });

  it('restores one who comes back', async () => {
    await using far = await atlassianOnSimulator();
    const acme = await companyOn(far);
    await acme.deliver(joined);
    await acme.deliver(left);
    await acme.tick();
    await acme.deliver(lifecycleEvent(4, 'rehired', { date: '2026-03-02', attributes: ada }));
    await acme.tick();
    const [person] = await people(far);
    expect(person).toMatchObject({ state: 'active' });
    expect(person?.groups.toSorted()).toEqual(['All Staff', 'Data Eng', 'atlassian-users']);
    expect(await counted(far, INVITE)).toBe(1);
  });

  it('adopts a person who is there, gives the role they lack, and takes none that people gave', async () => {
    await using far = await atlassianOnSimulator();
    await far.person('ada@example.com', { role: 'org-admin' });
    await far.person('bob@example.com');
    const acme = await companyOn(far);
    const bob = lifecycleEvent(9, 'joined', {
      sourceKey: 'hr:9',
      attributes: { ...ada, workEmail: 'bob@example.com' },
    });
    await acme.deliver(joined, bob);
    await acme.tick();
    expect(await people(far)).toMatchObject([
      { email: 'ada@example.com', groups: ['All Staff', 'Data Eng'] },
      { email: 'bob@example.com', groups: ['atlassian-users', 'All Staff', 'Data Eng'] },
    ]);
    expect(await outcomes(acme)).toEqual(['adopt verified', 'add-to-groups verified']);
  });

  it('has a joiner wait for a seat without keeping a leaver from leaving', async () => {
    await using far = await atlassianOnSimulator();
    const acme = await companyOn(far);
    await acme.deliver(joined);
    await far.options({ seats: 1 });
    const bob = lifecycleEvent(9, 'joined', {
      sourceKey: 'hr:9',
      attributes: { ...ada, workEmail: 'bob@example.com' },
    });
    await acme.deliver(bob);
    expect(await people(far)).toHaveLength(1);
    expect(acme.notices.map(({ name }) => name)).toContain('no-seat');
    expect(acme.notices.map(({ name }) => name)).not.toContain('gate-closed');
    await acme.deliver(left);
    await acme.tick(1);
    acme.clock.advance(15 * 60_000);
    await acme.tick(1);
    expect(await people(far)).toMatchObject([
      { email: 'ada@example.com', state: 'suspended' },
      { email: 'bob@example.com', state: 'active' },
    ]);
  });

  it('invites once where the answer was lost', async () => {
    await using far = await atlassianOnSimulator({ faults: [{ kind: 'lost-response', endpoint: INVITE, times: 1 }] });
    const acme = await companyOn(far);
    await acme.deliver(joined);
    await acme.tick();
    expect(await counted(far, INVITE)).toBe(1);
    expect(await people(far)).toMatchObject([{ state: 'active' }]);
  });
});

describe('a leaver whose account the company owns', () => {
  const options = { verifiedDomains: ['example.com'] };
  const own = { managedAccounts: 'disable' } as const;
  const DISABLE = 'POST /users/{accountId}/manage/lifecycle/disable';
  const statuses = async (far: AtlassianUnderTest) =>
    (await far.control<{ users: { state: string; accountStatus: string }[] }>('GET', 'state')).users.map(
      ({ state, accountStatus }) => [state, accountStatus],
    );

  it.each([
    { kind: 'error-500', times: 1 },
    { kind: 'forbidden', times: 1 },
  ])('and who was suspended is disabled in the whole of Atlassian later, after $kind', async (fault) => {
    await using far = await atlassianOnSimulator({ options });
    const acme = await companyOn(far, own);
    await acme.deliver(joined);
    await far.control('PUT', 'faults', [{ ...fault, endpoint: DISABLE }]);
    await acme.deliver(left);
    expect(await statuses(far)).toEqual([['suspended', 'active']]);
    await acme.tick();
    acme.clock.advance(15 * 60_000);
    await acme.tick();
    expect(await statuses(far)).toEqual([['deactivated', 'inactive']]);
    expect(acme.published.map(({ type }) => type).filter((type) => type === 'AccessEnded')).toHaveLength(1);
    expect((await outcomes(acme)).at(-1)).toMatch(/ended$/);
  });

  it('and where that is refused counts as ended here, is asked again no sooner than a day later, and comes back', async () => {
    await using far = await atlassianOnSimulator({ options: { ...options, ownsSite: true } });
    const acme = await companyOn(far, own);
    await acme.deliver(joined);
    await acme.deliver(left);
    for (let look = 0; look < 3; look++) await acme.tick();
    expect(await statuses(far)).toEqual([['suspended', 'active']]);
    expect(await counted(far, DISABLE)).toBe(1);
    expect(await outcomes(acme)).toContain('disable refused');
    expect(acme.published.map(({ type }) => type)).toContain('AccessEnded');
    expect(await acme.deps.ledger.holds.listOpen(10)).toEqual([]);
    await far.options({ ownsSite: false });
    acme.clock.advance(26 * 3_600_000);
    await acme.tick();
    expect(await statuses(far)).toEqual([['deactivated', 'inactive']]);
    await acme.deliver(lifecycleEvent(4, 'rehired', { date: '2026-03-02', attributes: ada }));
    await acme.tick();
    expect(await statuses(far)).toEqual([['active', 'active']]);
  });
});
