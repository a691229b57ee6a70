import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { controlPlane } from '../shared/app/operate/control-plane.ts';
import type { Company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { ada, atWork, kinds, state } from './at-work.ts';
import { settle } from './scenarios.ts';

const left = (phase: LifecycleEvent['phase'], date: string) => lifecycleEvent(5, 'left', { phase, date });

async function hear(acme: Company, ...events: readonly LifecycleEvent[]): Promise<Company> {
  await acme.deliver(...events);
  await settle(acme);
  return acme;
}

describe('a leaver whose last day lies so far ahead that it may be mistyped', () => {
  it.each<readonly [string, LifecycleEvent]>([
    ['in effect, in 36 years', left('effective', '2062-03-01')],
    ['in effect, in a year and a few days', left('effective', '2027-03-10')],
    ['announced, in 36 years', left('scheduled', '2062-03-01')],
    ['corrected to one in 36 years', left('corrected', '2062-03-01')],
  ])('is asked about, and counts as late: %s', async (_case, event) => {
    const acme = await hear(await atWork(), event);
    expect(state(acme)).toEqual(['active']);
    expect(await kinds(acme)).toEqual(['undated-ending']);
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-held');
  });

  it('ends when HR corrects the date', async () => {
    const acme = await hear(await atWork(), left('effective', '2062-03-01'));
    await hear(acme, lifecycleEvent(6, 'left', { phase: 'corrected', date: '2026-03-01' }));
    expect(state(acme)).toEqual(['disabled']);
    expect(await kinds(acme)).toEqual([]);
  });

  it.each([
    ['reject', { instead: 'access-kept', until: '2026-06-01' }, 'active'],
    ['approve', {}, 'disabled'],
  ] as const)('is what an operator says of it: hold %s', async (decision, more, expected) => {
    const plane = await controlPlane();
    const acme = await hear(await atWork(plane.acme), left('effective', '2062-03-01'));
    const [hold] = await acme.deps.ledger.holds.listOpen(10);
    await plane.tell(`hold ${decision}`, { hold: hold?.id, reason: 'r', ...more });
    await plane.provision();
    expect(state(acme)).toEqual([expected]);
    expect(await kinds(acme)).toEqual([]);
  });

  it.each<readonly [string, readonly LifecycleEvent[]]>([
    ['a contract ends in five years', [left('scheduled', '2031-03-01')]],
    ['an ending in effect is half a year ahead', [left('effective', '2026-09-01')]],
    ['HR says by the date that there is no end', [left('effective', '9999-12-31')]],
    [
      'the worker goes on by another record too',
      [
        lifecycleEvent(4, 'joined', { sourceKey: 'hr:2', date: '2026-02-01', attributes: ada }),
        left('effective', '2062-03-01'),
      ],
    ],
  ])('is no question where %s', async (_case, events) => {
    expect(await kinds(await hear(await atWork(), ...events))).toEqual([]);
  });
});
