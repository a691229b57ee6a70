import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
type More = Parameters<typeof lifecycleEvent>[2];
const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: ada });
const starts = (n: number, date: string, more: More = {}) =>
  lifecycleEvent(n, 'rehired', { date, phase: 'scheduled', attributes: ada, ...more });
const ends = (n: number, date: string, more: More = {}) =>
  lifecycleEvent(n, 'left', { date, phase: 'scheduled', ...more });
const inZone = (event: LifecycleEvent, timeZone: string): LifecycleEvent => ({
  ...event,
  effective: event.effective && { ...event.effective, timeZone },
});

/** Ada, who joined and accepted, with her groups; then more events one after the other. It is 2 March 2026. */
async function withAda(...events: readonly LifecycleEvent[]): Promise<Company> {
  const acme = await company();
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  for (const event of events) await acme.deliver(event);
  return acme;
}

/** Lets time pass until an instant, with a look every six hours, and answers every state in which the account was seen. */
async function until(acme: Company, instant: string): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  while (acme.clock.now() < Date.parse(instant)) {
    acme.clock.advance(6 * 3_600_000);
    await acme.tick(3);
    for (const { state = 'unknown' } of acme.atlan.accounts()) seen.add(state);
  }
  return seen;
}
const account = (acme: Company) => acme.atlan.accounts()[0]!;
const groups = async (acme: Company) => acme.groupsOf(account(acme).id);
const openHolds = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(9)).map(({ kind }) => kind);
const rings = ({ notices }: Company) => notices.filter(({ name }) => name === 'leaver-not-ended').length;
const DATA = ['all_staff', 'data_eng'];

describe('a contract that follows another one', () => {
  const words = {
    'days that touch': [(n: number) => starts(n, '2026-03-05'), (n: number) => ends(n, '2026-03-04')],
    'the same day': [(n: number) => starts(n, '2026-03-05'), (n: number) => ends(n, '2026-03-05')],
    'an overlap with names': [
      (n: number) => starts(n, '2026-03-04', { engagementId: 'new' }),
      (n: number) => ends(n, '2026-03-05', { engagementId: 'old' }),
    ],
    'two zones': [
      (n: number) => inZone(starts(n, '2026-03-05'), 'America/Los_Angeles'),
      (n: number) => inZone(ends(n, '2026-03-04'), 'Europe/Berlin'),
    ],
  } as const;

  it.each(Object.entries(words))('takes nothing away: %s, whichever HR types first', async (_name, [first, second]) => {
    for (const events of [
      [first(2), second(3)],
      [second(2), first(3)],
    ]) {
      const acme = await withAda(...events);
      expect(await until(acme, '2026-03-09T00:00:00Z')).toEqual(new Set(['active']));
      expect(await groups(acme)).toEqual(DATA);
      expect(await openHolds(acme)).toEqual([]);
    }
  });
});

describe('an overlap that can be read two ways', () => {
  const unclear = () => withAda(starts(2, '2026-03-04'), ends(3, '2026-03-05'));

  it('opens a hold before it matters, while the worker goes on as usual', async () => {
    const acme = await unclear();
    expect(await openHolds(acme)).toEqual(['unclear-ending']);
    const [hold] = await acme.deps.ledger.holds.listOpen(9);
    expect(hold?.because).toMatch(/One: .*Two: /);
    await acme.deliver(lifecycleEvent(4, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }));
    expect(await groups(acme)).toEqual(['all_staff']);
    expect(rings(acme)).toBe(0);
  });

  it('leaves access as it was, and its clock runs', async () => {
    const acme = await unclear();
    expect(await until(acme, '2026-03-12T00:00:00Z')).toEqual(new Set(['active']));
    expect(await groups(acme)).toEqual(DATA);
    expect(await openHolds(acme)).toEqual(['unclear-ending']);
    expect(rings(acme)).toBeGreaterThan(20);
  });

  it('is answered by HR that names the contract', async () => {
    const acme = await unclear();
    await until(acme, '2026-03-07T00:00:00Z');
    await acme.deliver(ends(3_000_000, '2026-03-05', { phase: 'corrected', engagementId: 'old' }));
    expect(await openHolds(acme)).toEqual(['unclear-ending']);
    await acme.deliver(starts(3_000_001, '2026-03-04', { phase: 'corrected', engagementId: 'new' }));
    await acme.tick();
    expect(await openHolds(acme)).toEqual([]);
    expect(account(acme).state).toBe('active');
  });
});

describe('a last day before the first one', () => {
  it('gives no access, and waits for an operator', async () => {
    for (const events of [
      [starts(2, '2026-03-05'), ends(3, '2026-03-04')],
      [ends(3, '2026-03-04'), starts(2, '2026-03-05')],
    ]) {
      const acme = await company();
      for (const event of events)
        await acme.deliver({ ...event, kind: event.kind === 'rehired' ? 'joined' : event.kind });
      expect(await openHolds(acme)).toEqual(['no-show']);
      await until(acme, '2026-03-09T00:00:00Z');
      expect(acme.atlan.accounts()).toEqual([]);
      expect(await openHolds(acme)).toEqual(['no-show']);
      expect(rings(acme)).toBe(0);
    }
  });

  it('is answered by HR that takes the end back: then the worker is let in', async () => {
    const acme = await company();
    const first = lifecycleEvent(2, 'joined', { date: '2026-03-05', attributes: ada });
    await acme.deliver(first, ends(3, '2026-03-04'));
    await until(acme, '2026-03-06T00:00:00Z');
    await acme.deliver(ends(4, '2026-03-04', { phase: 'cancelled' }));
    expect(acme.atlan.accounts()).toHaveLength(1);
    expect(await openHolds(acme)).toEqual([]);
  });
});

describe('a gap between two contracts', () => {
  it('of at most 14 days ends sign-in only, and the second one begins as the first one ended', async () => {
    const acme = await withAda(ends(2, '2026-03-04'), starts(3, '2026-03-15'));
    await until(acme, '2026-03-06T00:00:00Z');
    const { state, role } = account(acme);
    expect({ state, role, groups: await groups(acme) }).toEqual({ state: 'disabled', role: '$member', groups: DATA });
    expect(acme.published.map(({ type }) => type)).toContain('AccessEnded');
    await until(acme, '2026-03-16T00:00:00Z');
    expect(account(acme)).toMatchObject({ state: 'active', role: '$member' });
    expect(await groups(acme)).toEqual(DATA);
    expect(acme.published.map(({ type }) => type)).not.toContain('DriftDetected');
  });

  it('that was announced takes the groups once the second contract is taken back', async () => {
    const acme = await withAda(ends(2, '2026-03-04'), starts(3, '2026-03-15'));
    await until(acme, '2026-03-06T00:00:00Z');
    await acme.deliver(starts(4, '2026-03-15', { phase: 'cancelled' }));
    expect(await groups(acme)).toEqual([]);
    expect(account(acme).state).toBe('disabled');
    await until(acme, '2026-03-09T00:00:00Z');
    expect(acme.published.map(({ type }) => type)).not.toContain('DriftDetected');
  });

  it('that is longer takes the groups with the last day', async () => {
    const acme = await withAda(ends(2, '2026-03-04'), starts(3, '2026-03-20'));
    await until(acme, '2026-03-06T00:00:00Z');
    expect(account(acme).state).toBe('disabled');
    expect(await groups(acme)).toEqual([]);
  });
});

describe('an end that HR takes back after it took effect', () => {
  it.each<[string, LifecycleEvent]>([
    ['by another last day', ends(3, '2026-06-30')],
    ['by a corrected last day', ends(3, '2026-06-30', { phase: 'corrected' })],
    ['by cancelling it', ends(3, '2026-03-04', { phase: 'cancelled' })],
  ])('%s: what it took is given back, as policy says now', async (_name, word) => {
    const acme = await withAda(ends(2, '2026-03-04'));
    await until(acme, '2026-03-06T00:00:00Z');
    expect(account(acme).state).toBe('disabled');
    expect(await groups(acme)).toEqual([]);
    await acme.deliver(word);
    await acme.tick();
    expect(account(acme)).toMatchObject({ state: 'active', role: '$member' });
    expect(await groups(acme)).toEqual(DATA);
  });
});
