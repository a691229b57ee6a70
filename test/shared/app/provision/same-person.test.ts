import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const named = { ...ada, displayName: 'Ada Lovelace', employeeNumber: '1001' };
const joined = (n: number, attributes: LifecycleEvent['attributes'], more: Partial<LifecycleEvent> = {}) =>
  lifecycleEvent(n, 'joined', { attributes, ...more });
const second = { sourceKey: 'hr:2' };

async function pass(acme: Company, hours = 2): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    acme.clock.advance(3_600_000);
    await acme.tick();
  }
}
const keyOf = async ({ deps }: Company, sourceKey: string) => (await deps.ledger.links.workerOf(sourceKey)) ?? '';
const workerOf = async (acme: Company, sourceKey: string) =>
  (await acme.deps.ledger.workers.load(await keyOf(acme, sourceKey)))!;
const holds = async ({ deps }: Company) => deps.ledger.holds.listOpen(10);
const states = ({ atlan }: Company) => atlan.accounts().map(({ email, state }) => `${email} ${state}`);

/** Ada works here and has her account. */
async function withAda(attributes: LifecycleEvent['attributes'] = ada): Promise<Company> {
  const acme = await company({ target: { adopt: 'exact-email' } });
  await acme.deliver(joined(1, attributes));
  acme.atlan.accept('ada@example.com');
  await pass(acme, 1);
  return acme;
}

describe('a new source key with the address of a worker who goes on', () => {
  it('is a worker of its own who waits: a person is asked, and nothing is granted or touched', async () => {
    const acme = await withAda();
    const before = await workerOf(acme, 'hr:1');
    await acme.deliver(joined(2, { ...ada, department: 'Sales', displayName: 'Bob' }, second));
    await pass(acme);
    const bob = await workerOf(acme, 'hr:2');
    expect(bob.key).not.toBe(before.key);
    expect(bob.targets['atlan-prod']).toMatchObject({ state: 'held', accounts: [] });
    expect(await holds(acme)).toMatchObject([{ kind: 'same-person', workerKey: bob.key, other: before.key }]);
    const [hold] = await holds(acme);
    for (const word of [bob.key, before.key, 'workEmail']) expect(hold?.because).toContain(word);
    for (const secret of ['ada@', 'Bob']) expect(hold?.because).not.toContain(secret);
    expect(states(acme)).toEqual(['ada@example.com active']);
    expect((await workerOf(acme, 'hr:1')).engagements).toEqual(before.engagements);
  });

  it('goes on by itself once its address is corrected, and the other can be ended', async () => {
    const acme = await withAda();
    await acme.deliver(joined(2, { ...ada, displayName: 'Bob' }, second));
    await acme.deliver(
      joined(3, { ...ada, workEmail: 'bob@example.com', displayName: 'Bob' }, { ...second, phase: 'corrected' }),
    );
    await pass(acme);
    expect(states(acme)).toEqual(['ada@example.com active', 'bob@example.com invited']);
    expect(await holds(acme)).toEqual([]);
    await acme.deliver(lifecycleEvent(4, 'left', { date: '2026-03-01' }));
    expect(states(acme)).toEqual(['ada@example.com disabled', 'bob@example.com invited']);
  });

  it('ends neither with the other: an ending of each is carried out at once on their own account', async () => {
    const acme = await withAda();
    await acme.deliver(joined(2, { ...ada, displayName: 'Bob' }, second));
    await acme.deliver(lifecycleEvent(3, 'left', { ...second, date: '2026-03-01' }));
    expect(states(acme)).toEqual(['ada@example.com active']);
    await acme.deliver(lifecycleEvent(4, 'left', { date: '2026-03-01' }));
    expect(states(acme)).toEqual(['ada@example.com disabled']);
  });

  it('asks about a leaver’s account that is not ours as urgently as without the newcomer', async () => {
    const acme = await company({ target: { adopt: 'never' } });
    acme.atlan.put({
      id: 'u9',
      email: 'ada@example.com',
      state: 'active',
      enabled: true,
      role: '$member',
      emailVerified: true,
      lastLoginAt: 1,
      createdAt: 1,
    });
    await acme.deliver(joined(1, ada));
    await acme.deliver(joined(2, { ...ada, displayName: 'Bob' }, second));
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
    await pass(acme, 1);
    expect((await holds(acme)).map(({ kind }) => kind)).toContain('unmanaged-leaver');
  });

  it.each([
    ['only the name agrees', { ...named, employeeNumber: '2' }],
    ['only the number agrees', { ...named, displayName: 'Bob' }],
    ['the number is not said', { ...named, employeeNumber: null }],
  ])('asks where %s', async (_, attributes) => {
    const acme = await withAda(named);
    await acme.deliver(joined(2, attributes, second));
    expect((await holds(acme)).map(({ kind }) => kind)).toEqual(['same-person']);
  });

  it('joins where address, number and name agree, and says so', async () => {
    const acme = await withAda(named);
    await acme.deliver(joined(2, { ...named, displayName: ' ÁDA  lovelace' }, second));
    await pass(acme);
    const worker = await workerOf(acme, 'hr:1');
    expect(await keyOf(acme, 'hr:2')).toBe(worker.key);
    expect(await holds(acme)).toEqual([]);
    expect(worker.links).toMatchObject([
      { kind: 'joined', sourceKey: 'hr:2', actor: 'hr', reason: expect.stringContaining('employeeNumber') },
    ]);
    expect(acme.notices.filter(({ name }) => name === 'source-key-joined')).toHaveLength(1);
  });

  it('joins where HR names the earlier id, whatever else it says', async () => {
    const acme = await withAda();
    const renamed = { ...ada, workEmail: 'ada.king@example.com', displayName: 'Ada King' };
    await acme.deliver(joined(2, renamed, { ...second, previousSourceKey: 'hr:1' }));
    expect(await keyOf(acme, 'hr:2')).toBe(await keyOf(acme, 'hr:1'));
  });

  it('joins from another HR system with the name alone beside the address', async () => {
    const acme = await withAda({ ...ada, displayName: 'Ada Lovelace' });
    const payroll = { sourceKey: 'payroll:7', connection: 'payroll' };
    await acme.deliver(joined(2, { ...ada, displayName: 'Ada Lovelace' }, payroll));
    expect(await keyOf(acme, 'payroll:7')).toBe(await keyOf(acme, 'hr:1'));
  });

  it('is asked about, too, where the address comes after the start', async () => {
    const acme = await withAda();
    await acme.deliver(joined(2, { workerType: 'employee', displayName: 'Bob' }, second));
    await acme.deliver(
      lifecycleEvent(3, 'identity_changed', { ...second, attributes: { workEmail: 'ada@example.com' } }),
    );
    expect((await holds(acme)).map(({ kind }) => kind)).toEqual(['same-person']);
  });
});

describe('who a source key is by what HR says later', () => {
  it('separates by itself once a correction takes the only link away', async () => {
    const acme = await withAda(named);
    await acme.deliver(joined(2, named, second));
    const one = await keyOf(acme, 'hr:1');
    expect(await keyOf(acme, 'hr:2')).toBe(one);
    const bob = { ...ada, workEmail: 'bob@example.com', displayName: 'Bob', employeeNumber: '2' };
    await acme.deliver(joined(3, bob, { ...second, phase: 'corrected' }));
    await pass(acme);
    expect(await keyOf(acme, 'hr:2')).not.toBe(one);
    expect(states(acme)).toEqual(['ada@example.com active', 'bob@example.com invited']);
    await acme.deliver(lifecycleEvent(4, 'left', { date: '2026-03-01' }));
    await pass(acme);
    expect(states(acme)).toEqual(['ada@example.com disabled', 'bob@example.com invited']);
    expect(await holds(acme)).toEqual([]);
    expect((await workerOf(acme, 'hr:1')).links?.map(({ kind }) => kind)).toEqual(['joined', 'gone', 'apart']);
  });

  it.each([
    ['a correction that leaves the name', { ...named, workEmail: 'a.l@example.com', employeeNumber: '2' }, 'corrected'],
    ['a new address and a new name', { workEmail: 'a.k@example.com', displayName: 'Ada King' }, 'effective'],
  ] as const)('stays one after %s', async (_, attributes, phase) => {
    const acme = await withAda(named);
    await acme.deliver(joined(2, named, second));
    const kind = phase === 'corrected' ? 'joined' : 'identity_changed';
    await acme.deliver(lifecycleEvent(3, kind, { ...second, phase, attributes }));
    expect(await keyOf(acme, 'hr:2')).toBe(await keyOf(acme, 'hr:1'));
  });

  it('is the same worker whatever of it arrived first', async () => {
    const events = [
      joined(2, named, second),
      lifecycleEvent(3, 'moved', { ...second, date: '2026-03-02', attributes: { department: 'Sales' } }),
    ];
    for (const said of [events, events.toReversed()]) {
      const acme = await withAda(named);
      for (const event of said) await acme.deliver(event);
      await pass(acme);
      expect(await keyOf(acme, 'hr:2')).toBe(await keyOf(acme, 'hr:1'));
      expect(await holds(acme)).toEqual([]);
      expect(states(acme)).toEqual(['ada@example.com active']);
    }
  });

  it('is answered by HR, too, where it names the earlier id after the question was asked', async () => {
    const acme = await withAda();
    await acme.deliver(joined(2, { ...ada, displayName: 'Bob' }, second));
    expect(await holds(acme)).toHaveLength(1);
    await acme.deliver(
      lifecycleEvent(3, 'identity_changed', {
        ...second,
        previousSourceKey: 'hr:1',
        attributes: { displayName: 'Ada' },
      }),
    );
    await pass(acme);
    expect(await keyOf(acme, 'hr:2')).toBe(await keyOf(acme, 'hr:1'));
    expect(await holds(acme)).toEqual([]);
  });
});

describe('the address of a worker who has left, given to a new one', () => {
  const bea = { ...ada, displayName: 'Bea Two', employeeNumber: '2002' };
  const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });

  it('is the same question, and the old account is neither enabled nor taken over', async () => {
    const acme = await withAda(named);
    await acme.deliver(left);
    await acme.deliver(joined(3, bea, second));
    await pass(acme, 24);
    expect(states(acme)).toEqual(['ada@example.com disabled']);
    expect((await holds(acme)).map(({ kind }) => kind)).toEqual(['same-person']);
    expect(await keyOf(acme, 'hr:2')).not.toBe(await keyOf(acme, 'hr:1'));
  });

  it('is none where the number says that she came back under another id', async () => {
    const acme = await withAda(named);
    await acme.deliver(left);
    await acme.deliver(joined(3, { ...named, displayName: 'Ada King' }, second));
    expect(states(acme)).toEqual(['ada@example.com active']);
    expect(await holds(acme)).toEqual([]);
  });
});

describe('an offer that HR took back and makes anew under another id', () => {
  const rescinded = joined(2, {}, { phase: 'cancelled' });
  const bea = { ...ada, displayName: 'Bea Two', employeeNumber: '2002' };

  it.each([
    ['a rehire with the same number', 'rehired', { ...named, displayName: 'Ada King' }],
    ['a start with the same name', 'joined', { ...named, employeeNumber: '2002' }],
  ] as const)('is that worker’s: %s', async (_, kind, attributes) => {
    const acme = await withAda(named);
    await acme.deliver(rescinded);
    expect(states(acme)).toEqual(['ada@example.com disabled']);
    await acme.deliver(lifecycleEvent(3, kind, { attributes, ...second }));
    await pass(acme, 1);
    expect(await keyOf(acme, 'hr:2')).toBe(await keyOf(acme, 'hr:1'));
    expect(states(acme)).toEqual(['ada@example.com active']);
    expect(await holds(acme)).toEqual([]);
  });

  it('is a question where only the address agrees, and the account stays disabled', async () => {
    const acme = await withAda(named);
    await acme.deliver(rescinded);
    await acme.deliver(joined(3, bea, second));
    await pass(acme);
    expect((await holds(acme)).map(({ kind }) => kind)).toEqual(['same-person']);
    expect(states(acme)).toEqual(['ada@example.com disabled']);
  });

  it('is another worker’s again once a correction says that it is', async () => {
    const acme = await withAda(named);
    await acme.deliver(rescinded);
    await acme.deliver(joined(3, named, second));
    await acme.deliver(joined(4, { ...bea, workEmail: 'bea@example.com' }, { ...second, phase: 'corrected' }));
    await pass(acme);
    expect(await keyOf(acme, 'hr:2')).not.toBe(await keyOf(acme, 'hr:1'));
    expect(states(acme)).toEqual(['ada@example.com disabled', 'bea@example.com invited']);
  });
});
