import { describe, expect, it } from 'vitest';

import { type Company, company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const nameless = { workerType: 'employee', department: 'Data', workEmail: null };
const address = { workEmail: 'ada@example.com' };

const states = (acme: Company) => acme.atlan.accounts().map(({ email, state, role }) => [email, state, role]);

describe('a new address by itself', () => {
  it.each<[string, string | null]>([
    ['with a date', '2026-03-02'],
    ['without a date', null],
  ])('%s has a joiner invited within the minute', async (_how, date) => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: nameless }));
    expect(acme.atlan.accounts()).toEqual([]);
    const changed = lifecycleEvent(2, 'identity_changed', { ...(date && { date }), attributes: address });
    const before = acme.clock.now();
    await acme.deliver(date === null ? { ...changed, effective: null } : changed);
    expect(acme.clock.now() - before).toBeLessThan(60_000);
    expect(states(acme)).toEqual([['ada@example.com', 'invited', '$member']]);
  });

  it('is the one of a start that was announced before it, whatever address that start was announced with', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { date: '2026-03-10', phase: 'scheduled', attributes: nameless }));
    await acme.deliver(lifecycleEvent(2, 'identity_changed', { date: '2026-03-02', attributes: address }));
    expect(acme.atlan.accounts()).toEqual([]);
    acme.clock.advance(9 * 24 * 3_600_000);
    await acme.tick();
    expect(states(acme)).toEqual([['ada@example.com', 'invited', '$member']]);
  });

  it('has an open invitation at the old one ended', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...nameless, workEmail: 'adda@example.com' } }));
    await acme.deliver(lifecycleEvent(2, 'identity_changed', { attributes: address }));
    expect(states(acme)).toEqual([
      ['adda@example.com', 'invited', '$guest'],
      ['ada@example.com', 'invited', '$member'],
    ]);
  });

  it('gives no access to a person of whom HR has not said that they work here', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'identity_changed', { attributes: { ...nameless, ...address } }));
    await acme.tick();
    expect(acme.atlan.accounts()).toEqual([]);
  });

  it('gives no access back to a worker who has left', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...nameless, ...address } }));
    acme.atlan.accept('ada@example.com');
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
    await acme.deliver(lifecycleEvent(3, 'identity_changed', { attributes: { workEmail: 'ada.l@example.com' } }));
    await acme.tick();
    expect(states(acme)).toEqual([['ada@example.com', 'disabled', '$member']]);
  });

  it('leaves a rescinded offer rescinded', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...nameless, ...address } }));
    await acme.deliver(lifecycleEvent(2, 'identity_changed', { attributes: { displayName: 'Ada L.' } }));
    await acme.deliver(lifecycleEvent(3, 'joined', { phase: 'cancelled' }));
    expect(states(acme)).toEqual([['ada@example.com', 'invited', '$guest']]);
  });

  it('that HR takes back is not used any more', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...nameless, ...address } }));
    await acme.deliver(lifecycleEvent(2, 'identity_changed', { attributes: { workEmail: 'ida@example.com' } }));
    await acme.deliver(lifecycleEvent(3, 'identity_changed', { phase: 'cancelled', attributes: {} }));
    expect(states(acme)).toEqual([
      ['ada@example.com', 'invited', '$member'],
      ['ida@example.com', 'invited', '$guest'],
    ]);
  });
});
