import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { controlPlane } from '../shared/app/operate/control-plane.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { ada, atWork, kinds, state } from './at-work.ts';
import { settle } from './scenarios.ts';

const HOUR_MS = 3_600_000;

/** What HR sends under the id 2 of the worker whom it started under the id 1. */
const under2 = (n: number, kind: LifecycleEvent['kind'], more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(n, kind, { sourceKey: 'hr:2', date: '2026-03-03', ...more });
const inPlaceOf1 = { previousSourceKey: 'hr:1', attributes: ada };
const immediate = { date: '2026-03-03', boundary: 'end_of_day', timeZone: 'UTC', immediate: true } as const;
const left2 = under2(6, 'left');

async function daysAfter(acme: Company, ...events: readonly LifecycleEvent[]): Promise<Company> {
  for (const event of events) await acme.deliver(event);
  acme.clock.advance(3 * 24 * HOUR_MS);
  await settle(acme);
  return acme;
}

describe('a worker whom HR ends under another id than the one that goes on', () => {
  it.each<readonly [string, readonly LifecycleEvent[]]>([
    ['that it never used before', [under2(6, 'left', { attributes: ada })]],
    ['that it used for a change, and never started', [under2(5, 'moved', { attributes: ada }), left2]],
    [
      'of another HR system, which never started it',
      [{ ...under2(6, 'left', { attributes: ada }), connection: 'payroll', sourceKey: 'payroll:9' }],
    ],
    ['that took the place of the earlier one', [under2(5, 'joined', { ...inPlaceOf1, date: '2026-03-02' }), left2]],
    ['to which it converted the earlier one', [under2(5, 'converted', { ...inPlaceOf1, date: '2026-03-02' }), left2]],
    ['whose ending itself names the earlier one', [under2(6, 'left', { previousSourceKey: 'hr:1' })]],
    [
      'that took the place of the earlier one by a new name',
      [under2(5, 'identity_changed', { ...inPlaceOf1, effective: null }), left2],
    ],
  ])('is never at rest: %s', async (_case, events) => {
    const acme = await daysAfter(await atWork(), ...events);
    expect(state(acme)).toEqual(['active']);
    expect(await kinds(acme)).toEqual(['undated-ending']);
    expect(acme.notices.map(({ name }) => name)).toEqual(expect.arrayContaining(['leaver-held', 'leaver-not-ended']));
  });

  it.each<readonly [string, readonly string[], LifecycleEvent['effective']]>([
    ['an hour after the ending was said', [], { ...immediate, date: '2026-03-01', immediate: false }],
    ['at once where it was to act at once', ['undated-ending'], immediate],
    ['at once, also with a date before the first day', ['undated-ending'], { ...immediate, date: '2026-02-01' }],
  ])('is asked about %s', async (_case, atOnce, effective) => {
    const acme = await atWork();
    await acme.deliver(under2(6, 'left', { attributes: ada, effective, occurredAt: acme.clock.now() }));
    acme.clock.advance(HOUR_MS / 2);
    await acme.tick();
    expect(await kinds(acme)).toEqual(atOnce);
    acme.clock.advance(HOUR_MS / 2);
    await acme.tick();
    expect(await kinds(acme)).toEqual(['undated-ending']);
  });

  it('ends when HR ends the earlier record too, and is no question any more', async () => {
    const acme = await daysAfter(await atWork(), under2(6, 'left', { previousSourceKey: 'hr:1' }));
    await acme.deliver(lifecycleEvent(7, 'left', { date: '2026-03-03' }));
    await settle(acme);
    expect(state(acme)).toEqual(['disabled']);
    expect(await kinds(acme)).toEqual([]);
  });

  const joined2 = under2(2, 'joined', { ...inPlaceOf1, date: '2026-03-02' });
  const joined3 = under2(3, 'joined', { ...inPlaceOf1, sourceKey: 'hr:3', previousSourceKey: 'hr:2' });
  it.each<readonly [string, readonly LifecycleEvent[], LifecycleEvent]>([
    [
      'under a third id, with an earlier date',
      [under2(4, 'left', { attributes: ada })],
      under2(7, 'left', { sourceKey: 'hr:3', attributes: ada, date: '2026-03-01' }),
    ],
    [
      'under the last of three ids, each in the place of the one before',
      [joined2, joined3, under2(4, 'left', { date: '2026-03-02' })],
      under2(7, 'left', { sourceKey: 'hr:3', date: '2026-03-04' }),
    ],
  ])('is asked about again %s, though an operator kept the access once', async (_case, once, again) => {
    const plane = await controlPlane();
    const acme = await daysAfter(await atWork(plane.acme), ...once);
    const [hold] = await acme.deps.ledger.holds.listOpen(10);
    await plane.tell('hold reject', { hold: hold?.id, reason: 'r', instead: 'access-kept', until: '2026-04-01' });
    await plane.provision();
    expect(await kinds(acme)).toEqual([]);
    expect(await kinds(await daysAfter(acme, again))).toEqual(['undated-ending']);
  });

  it.each<readonly [string, readonly LifecycleEvent[]]>([
    ['two contracts, of which HR ends one', [under2(5, 'joined', { attributes: ada, date: '2026-03-02' }), left2]],
    [
      'HR ends the earlier record, as it should',
      [under2(5, 'joined', { ...inPlaceOf1, date: '2026-03-02' }), lifecycleEvent(6, 'left')],
    ],
    [
      'HR takes the new record back',
      [under2(5, 'joined', { ...inPlaceOf1 }), under2(6, 'joined', { phase: 'cancelled' })],
    ],
    [
      'HR had the worker under the ended id before',
      [under2(0, 'moved', { attributes: ada, date: '2026-01-01' }), under2(6, 'left', { date: '2026-03-02' })],
    ],
  ])('is no question where %s', async (_case, events) => {
    const acme = await daysAfter(await atWork(), ...events);
    expect(state(acme)).toEqual(['active']);
    expect(await kinds(acme)).toEqual([]);
  });
});

describe('a leaver of whom HR says nothing but that they leave', () => {
  const unknown = { sourceKey: 'hr:9', date: '2026-03-03' };
  const left9 = lifecycleEvent(6, 'left', unknown);

  it.each<readonly [string, object]>([
    ['nothing else at all', {}],
    ['a number and a name, and no address', { employeeNumber: '4711', displayName: 'Ada Example' }],
  ])('is never at rest: %s', async (_case, attributes) => {
    const acme = await daysAfter(await atWork(), { ...left9, attributes });
    expect(await kinds(acme)).toEqual(['unknown-leaver']);
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-held');
  });

  it('is looked for as soon as HR sends the address', async () => {
    const acme = await company();
    acme.atlan.put({ id: 'u9', email: 'cleo@example.com', state: 'active', enabled: true, role: '$member' });
    await daysAfter(acme, left9);
    expect(await kinds(acme)).toEqual(['unknown-leaver']);
    await daysAfter(
      acme,
      lifecycleEvent(7, 'identity_changed', {
        ...unknown,
        effective: null,
        attributes: { workEmail: 'cleo@example.com' },
      }),
    );
    expect(await kinds(acme)).toEqual(['unmanaged-leaver']);
  });

  it('is no question where the start arrives after the end, or the ending is not due yet', async () => {
    const start = lifecycleEvent(5, 'joined', { ...unknown, date: '2026-02-01' });
    expect(await kinds(await daysAfter(await company(), left9, start))).toEqual([]);
    expect(
      await kinds(
        await daysAfter(await company(), { ...left9, effective: { ...left9.effective!, date: '2026-12-31' } }),
      ),
    ).toEqual([]);
  });
});

describe('a worker whose record says that they have left, without an ending', () => {
  const status = (n: number, kind: LifecycleEvent['kind'], employmentStatus: string, more = {}) =>
    lifecycleEvent(n, kind, { date: '2026-03-02', attributes: { employmentStatus }, ...more });

  it.each<readonly [string, readonly LifecycleEvent[]]>([
    ['in a look at the record', [status(5, 'observed', 'Terminated', { effective: null })]],
    ['in a change', [status(5, 'moved', 'resigned (voluntary)')]],
    ['as inactive, and not on leave', [status(5, 'identity_changed', 'INACTIVE', { effective: null })]],
  ])('is never at rest: %s', async (_case, events) => {
    const acme = await daysAfter(await atWork(), ...events);
    expect(state(acme)).toEqual(['active']);
    expect(await kinds(acme)).toEqual(['undated-ending']);
  });

  it('is asked about once, though HR repeats the record every half hour', async () => {
    const acme = await atWork();
    const holds = new Set<string>();
    for (const n of [5, 6, 7, 8]) {
      await acme.deliver(status(n, 'observed', 'Terminated', { effective: null, occurredAt: acme.clock.now() }));
      acme.clock.advance(HOUR_MS / 2);
      await acme.tick();
      for (const { id } of await acme.deps.ledger.holds.listOpen(10)) holds.add(id);
    }
    expect(await kinds(acme)).toEqual(['undated-ending']);
    expect(holds.size).toBe(1);
  });

  it('is no question any more when HR sends the ending', async () => {
    const acme = await daysAfter(await atWork(), status(5, 'moved', 'terminated'));
    await acme.deliver(lifecycleEvent(6, 'left', { date: '2026-03-02' }));
    await settle(acme);
    expect(state(acme)).toEqual(['disabled']);
    expect(await kinds(acme)).toEqual([]);
  });

  it.each<readonly [string, readonly LifecycleEvent[]]>([
    ['HR corrects the status', [status(5, 'moved', 'terminated'), status(6, 'moved', 'active')]],
    ['HR starts the worker after it said so', [status(0, 'moved', 'terminated', { date: '2026-02-01' })]],
    ['the worker is on leave', [status(5, 'leave_started', 'inactive')]],
    ['it is the status of the start itself', [status(5, 'rehired', 'inactive')]],
    ['it is of a day to come', [status(5, 'moved', 'terminated', { date: '2026-12-31' })]],
  ])('is no question where %s', async (_case, events) => {
    const acme = await daysAfter(await atWork(), ...events);
    expect(state(acme)).toEqual(['active']);
    expect(await kinds(acme)).toEqual([]);
  });
});
