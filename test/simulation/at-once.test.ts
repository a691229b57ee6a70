import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const DAY_MS = 86_400_000;

/** Ada, who began on 1 January and accepted; a contract of hers begins on another day. It is 2 March 2026, 09:00 UTC. */
async function withAda(begins: string, ...more: readonly LifecycleEvent[]): Promise<Company> {
  const acme = await company();
  await acme.deliver(lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  await acme.deliver(lifecycleEvent(2, 'rehired', { date: begins, attributes: ada }), ...more);
  await acme.tick();
  return acme;
}

/** HR says now that access ends at once, and which day is the last. */
async function endsAtOnce(acme: Company, lastDay: string): Promise<void> {
  const occurredAt = acme.clock.now();
  const left = lifecycleEvent(9, 'left', { date: lastDay, occurredAt });
  const order = `${String(occurredAt).padStart(16, '0')} ${left.id}`;
  await acme.deliver({ ...left, order, effective: { ...left.effective!, immediate: true } });
}
async function days(acme: Company, count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    acme.clock.advance(DAY_MS);
    await acme.tick();
  }
}
const signIn = ({ atlan }: Company) => atlan.accounts().map(({ state }) => state);
const holds = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(9)).map(({ kind }) => kind);

describe('an ending that is to act at once', () => {
  it('ends the contract that began the same day, and the one before it', async () => {
    const acme = await withAda('2026-03-02');
    await endsAtOnce(acme, '2026-03-02');
    await days(acme, 3);
    expect([signIn(acme), await holds(acme)]).toEqual([['disabled'], []]);
  });

  it('lets no one in again on the first day of a contract that it means by its last day: an operator is asked', async () => {
    const acme = await withAda('2026-03-05');
    await endsAtOnce(acme, '2026-03-31');
    expect(signIn(acme)).toEqual(['disabled']);
    await days(acme, 40);
    expect([signIn(acme), await holds(acme)]).toEqual([['disabled'], ['no-show']]);
  });

  it('leaves a contract that begins after its last day', async () => {
    const acme = await withAda('2026-03-05');
    await endsAtOnce(acme, '2026-03-02');
    expect(signIn(acme)).toEqual(['disabled']);
    await days(acme, 5);
    expect([signIn(acme), await holds(acme)]).toEqual([['active'], []]);
  });

  it('leaves a contract that HR announces afterwards', async () => {
    const acme = await withAda('2026-01-01');
    await endsAtOnce(acme, '2026-03-31');
    const occurredAt = acme.clock.now() + 60_000;
    const again = lifecycleEvent(10, 'rehired', { date: '2026-03-05', attributes: ada, occurredAt });
    await acme.deliver({ ...again, order: `${String(occurredAt).padStart(16, '0')} ${again.id}` });
    await days(acme, 5);
    expect([signIn(acme), await holds(acme)]).toEqual([['active'], []]);
  });

  it('lets no one in who has not begun, whichever contract is the first that its last day covers', async () => {
    const acme = await company();
    const starts = (n: number, date: string) =>
      lifecycleEvent(n, 'joined', { date, phase: 'scheduled', attributes: ada });
    await acme.deliver(starts(1, '2026-03-05'), starts(2, '2026-03-09'));
    await endsAtOnce(acme, '2026-03-31');
    await days(acme, 40);
    expect([signIn(acme), await holds(acme)]).toEqual([[], ['no-show']]);
  });
});
