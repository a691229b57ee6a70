import { describe, expect, it } from 'vitest';

import type { TargetSettings } from '../../shared/contracts/config/config.ts';
import { UNLEASH } from '../../shared/contracts/config/providers/unleash.ts';
import { type Between, type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { type UnleashUnderTest, unleashOnSimulator } from '../support/unleash.ts';
import { between, type Passed } from '../support/unleash-between.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const wide = { leavers: { min: 9_999 }, removals: { min: 9_999 }, grants: { min: 9_999 } };

type SimulatorOptions = NonNullable<NonNullable<Parameters<typeof unleashOnSimulator>[0]>['options']>;

/** The whole pipeline in memory, with the real client on an instance of its own, and one clock for all. */
async function companyOnUnleash(options: SimulatorOptions = {}, also: Partial<TargetSettings> = {}) {
  let clock: VirtualClock | undefined;
  const unleash = await unleashOnSimulator({ realTime: () => clock?.now() ?? START, options });
  const through: Between = {
    begin: () => {},
    isKilled: () => false,
    wrap: (deps) => ({
      ...deps,
      targets: deps.targets.map(({ settings }) => ({
        settings: { ...settings, ...also },
        target: unleash.another({ name: 'atlan-prod', clock: deps.clock, settings }),
      })),
    }),
  };
  const acme = await company({ between: through, provider: { name: 'unleash', ...UNLEASH }, target: { limits: wide } });
  clock = acme.clock;
  return { acme, unleash, [Symbol.asyncDispose]: () => unleash[Symbol.asyncDispose]() };
}

const email = (n: number) => `p${n}@example.com`;
const joins = (n: number, department = 'Data') =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department },
  });
const leaves = (n: number) => lifecycleEvent(n + 1_000, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' });
const range = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

const person = async (unleash: UnleashUnderTest, n: number) =>
  (await unleash.state()).users.find((user) => user.email === email(n));
const counters = async ({ control }: UnleashUnderTest) =>
  control<{ byEndpoint: Record<string, number>; byStatus: Record<string, number> }>('GET', 'counters');

async function outcomes({ deps }: Company, n: number) {
  const key = await deps.ledger.links.workerOf(`hr:${n}`);
  return (await deps.ledger.receipts.chain(key!))
    .filter(({ header }) => header.entry === 'outcome')
    .map(({ header }) => `${header.action} ${header.verdict}`);
}

describe('the pipeline on the Unleash client and the simulator', () => {
  it('creates a joiner, moves a mover, deletes a leaver, and reads everything back', async () => {
    await using far = await companyOnUnleash();
    const { acme, unleash } = far;
    await acme.deliver(joins(1));
    expect(await person(unleash, 1)).toMatchObject({ role: 'editor', groups: ['All Staff', 'Data Eng'] });
    await acme.deliver(
      lifecycleEvent(2, 'moved', { sourceKey: 'hr:1', date: '2026-03-02', attributes: { department: 'Sales' } }),
    );
    expect(await person(unleash, 1)).toMatchObject({ groups: ['All Staff'] });
    await acme.deliver(leaves(1));
    expect(await person(unleash, 1)).toBeUndefined();
    expect(await outcomes(acme, 1)).toEqual([
      'invite verified',
      'add-to-groups verified',
      'remove-from-group verified',
      'delete ended',
    ]);
  });

  it('says in the receipt that a membership may come back where single sign-on fills the group', async () => {
    await using far = await companyOnUnleash();
    const { acme, unleash } = far;
    await acme.deliver(joins(1), joins(2));
    const { groups } = await unleash.state();
    const filled = groups.find(({ name }) => name === 'Data Eng')!;
    await unleash.control('POST', `groups/${filled.id}`, { mappingsSSO: ['sso-data'] });
    const moved = lifecycleEvent(3, 'moved', {
      sourceKey: 'hr:1',
      date: '2026-03-02',
      attributes: { department: 'Sales' },
    });
    await acme.deliver(moved);
    const key = await acme.deps.ledger.links.workerOf('hr:1');
    const removals = (await acme.deps.ledger.receipts.chain(key!)).filter(
      ({ header }) => header.action === 'remove-from-group' && header.entry === 'outcome',
    );
    expect(removals.map(({ header, payload }) => [header.verdict, payload?.['because']])).toEqual([
      ['verified', expect.stringContaining('may come back')],
    ]);
  });

  it('makes another account for who is hired again', async () => {
    await using far = await companyOnUnleash();
    const { acme, unleash } = far;
    await acme.deliver(joins(1));
    const before = await person(unleash, 1);
    await acme.deliver(leaves(1));
    await acme.deliver(lifecycleEvent(3_000, 'rehired', { sourceKey: 'hr:1', date: '2026-03-02' }));
    expect(await person(unleash, 1)).toMatchObject({ role: 'editor', groups: ['All Staff', 'Data Eng'] });
    expect((await person(unleash, 1))?.id).not.toBe(before?.id);
  });

  /** Who is in Data Eng by policy, and by hand in three groups, one of which makes administrators, and one that single sign-on fills. */
  async function withGroupsByHand({ acme, unleash }: Awaited<ReturnType<typeof companyOnUnleash>>) {
    await acme.deliver(joins(1));
    const { id } = (await person(unleash, 1))!;
    const byHand = [
      { name: 'Beta testers' },
      { name: 'Wardens', rootRole: 'admin' },
      { name: 'Signed in', mappingsSSO: ['sso'] },
    ];
    for (const group of byHand) await unleash.control('POST', 'groups', { ...group, members: [id] });
    return id;
  }

  const EVERY = ['All Staff', 'Data Eng', 'Beta testers', 'Wardens', 'Signed in'];
  const AGAIN = ['All Staff', 'Beta testers', 'Data Eng'];

  const is = (n: number, workerType: string) =>
    lifecycleEvent(n, 'moved', { sourceKey: 'hr:1', date: '2026-03-02', attributes: { workerType } });

  it.each([
    ['hired again', leaves(1), lifecycleEvent(3_000, 'rehired', { sourceKey: 'hr:1', date: '2026-03-02' }), 'left'],
    ['given a role again', is(2_000, 'contractor'), is(3_000, 'employee'), 'no-rule'],
    [
      // a configuration may not ask for this where accounts are deleted; the pipeline would be right all the same
      'back from a leave of absence',
      lifecycleEvent(2_000, 'leave_started', { sourceKey: 'hr:1', date: '2026-03-01' }),
      lifecycleEvent(3_000, 'leave_ended', { sourceKey: 'hr:1', date: '2026-03-02' }),
      'on leave',
    ],
  ] as const)('puts who is %s into the groups again that others had given', async (_what, gone, back, rule) => {
    await using far = await companyOnUnleash({}, { onLeave: 'disable', withoutRole: 'end' });
    const { acme, unleash } = far;
    const before = await withGroupsByHand(far);
    await acme.deliver(gone);
    expect(await person(unleash, 1)).toBeUndefined();
    await acme.deliver(back);
    const now = await person(unleash, 1);
    expect(now).toMatchObject({ role: 'editor', groups: AGAIN });
    expect(now?.id).not.toBe(before);

    const key = (await acme.deps.ledger.links.workerOf('hr:1'))!;
    const chain = await acme.deps.ledger.receipts.chain(key);
    const deletion = chain.find(({ header }) => header.action === 'delete' && header.entry === 'intent');
    expect(deletion).toMatchObject({ header: { rule }, payload: { role: 'editor', groups: EVERY } });
    const returned = chain.filter(({ header }) => header.rule === 'returned' && header.entry === 'outcome');
    expect(
      returned.map(({ header, payload }) => [header.verdict, payload?.['groups'] ?? payload?.['because']]),
    ).toEqual([
      ['verified', undefined],
      ['not_done', ['Wardens']],
      ['not_done', ['Signed in']],
    ]);
    expect(acme.notices.filter(({ name }) => name === 'not-given-back')).toHaveLength(1);

    acme.clock.advance(26 * 3_600_000);
    await acme.tick();
    expect(await person(unleash, 1), 'it stays, and is not asked about again').toMatchObject({ groups: AGAIN });
    expect(await acme.deps.ledger.receipts.chain(key)).toHaveLength(chain.length);
    const record = (await acme.deps.ledger.workers.load(key))?.targets['atlan-prod'];
    expect(record?.accounts.map(({ lostGroups, returnedGroups = [] }) => [lostGroups, returnedGroups.length])).toEqual([
      [undefined, 0],
      [undefined, 1],
    ]);

    await acme.deliver(lifecycleEvent(4_000, 'left', { sourceKey: 'hr:1', date: '2026-03-02' }));
    await acme.deliver(lifecycleEvent(5_000, 'rehired', { sourceKey: 'hr:1', date: '2026-03-03' }));
    expect(await person(unleash, 1), 'after another deletion too').toMatchObject({ groups: AGAIN });
  });

  it('reports that another writer changed a group at the same time, and goes on a minute later', async () => {
    await using far = await companyOnUnleash();
    const { acme, unleash } = far;
    await acme.deliver(joins(1, 'Sales'));
    const { id: eve } = await unleash.control<{ id: string }>('POST', 'users', { email: 'eve@example.com' });
    const addEve = async ({ method }: Passed) => {
      const [group] = (await unleash.state()).groups;
      if (method !== 'PUT' || group?.members.includes(eve)) return;
      await unleash.control('POST', `groups/${group?.id}`, { members: [...(group?.members ?? []), eve] });
    };
    await using proxy = await between({ baseUrl: unleash.secret.value.baseUrl, afterAnswer: addEve });
    unleash.secret.value = { ...unleash.secret.value, baseUrl: proxy.baseUrl };
    await acme.deliver(joins(2, 'Sales'));
    const workerKey = await acme.deps.ledger.links.workerOf('hr:2');
    expect(acme.notices.filter(({ name }) => name === 'other-writer')).toEqual([
      { name: 'other-writer', ids: { target: 'atlan-prod', workerKey } },
    ]);
    acme.clock.advance(120_000);
    await acme.tick();
    expect(await outcomes(acme, 2)).toEqual(['invite verified', 'add-to-groups verified']);
    expect((await unleash.state()).groups[0]?.members, 'nothing of theirs is put right').toContain(eve);
  });
});

describe('forty joiners and a leaver, where only twenty users a minute may be created', () => {
  it('end the access of the leaver at once, while joiners wait for their minute', async () => {
    await using far = await companyOnUnleash({ createsPerMinute: 20 });
    const { acme, unleash } = far;
    await acme.deliver(joins(1));
    acme.clock.advance(120_000);
    await unleash.control('POST', 'counters/reset');

    const started = acme.clock.now();
    for (let from = 100; from < 140; from += 10) await acme.deliver(...range(from, 10).map((n) => joins(n)));
    expect((await counters(unleash)).byStatus['429'], 'creating users is refused').toBeGreaterThan(0);
    await acme.deliver(leaves(1));
    expect(acme.clock.now() - started, 'within the same minute').toBeLessThan(60_000);
    expect(await person(unleash, 1)).toBeUndefined();
    expect(await outcomes(acme, 1)).toContain('delete ended');
    expect(await acme.deps.ledger.gates.read('atlan-prod'), 'the gate of the target stays open').toBeUndefined();
    expect(acme.notices.map(({ name }) => name)).not.toContain('gate-closed');
    expect((await unleash.state()).users).toHaveLength(20);

    for (let minute = 0; minute < 3; minute++) {
      acme.clock.advance(61_000);
      await acme.tick(1);
    }
    const { users, groups } = await unleash.state();
    expect(new Set(users.map((user) => user.email))).toEqual(new Set(range(100, 40).map(email)));
    expect(users).toHaveLength(40);
    expect(groups.map(({ name, members }) => [name, members.length])).toEqual([
      ['All Staff', 40],
      ['Data Eng', 40],
    ]);
  });

  it('are due again when their minute is over, and say why they wait', async () => {
    await using far = await companyOnUnleash({ createsPerMinute: 1 });
    const { acme } = far;
    await acme.deliver(joins(1), joins(2));
    const now = acme.clock.now();
    const waiting = [];
    for (const n of [1, 2]) {
      const worker = await acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf(`hr:${n}`)) ?? '');
      const record = worker?.targets['atlan-prod'];
      if (record?.state === 'waiting') waiting.push(record);
    }
    expect(waiting).toMatchObject([{ because: expect.stringContaining('only so many users.create a minute') }]);
    expect(waiting[0]?.lookAt).toBeGreaterThan(now);
    expect(waiting[0]?.lookAt).toBeLessThanOrEqual(now + 60_000);
  });
});
