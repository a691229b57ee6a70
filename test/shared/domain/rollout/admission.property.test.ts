import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DAY_MS } from '../../../../shared/domain/plan/windows.ts';
import { admit } from '../../../../shared/domain/rollout/admission.ts';
import { byPlace, dayOf, turnOf } from '../../../../shared/domain/rollout/place.ts';
import type { Place, Rollout } from '../../../../shared/domain/rollout/rollout.ts';
import { firstDay, forgiven, wavesOf } from '../../../../shared/domain/rollout/schedule.ts';

type Step =
  | { readonly kind: 'ask'; readonly who: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'pause' | 'resume' };

/** Those in front were there when the plan was made; the others came later. */
interface Company {
  readonly places: readonly Place[];
  readonly known: number;
  readonly perDay: number;
}

const HALTED = { kind: 'paused', at: 0, actor: 'kim', reason: 'a freeze' } as const;
const place = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.string({ minLength: 3, maxLength: 3 }));
const company: fc.Arbitrary<Company> = fc.record({
  places: fc.uniqueArray<Place, string>(place, { selector: ([, rank]) => rank, minLength: 1, maxLength: 30 }),
  known: fc.nat({ max: 30 }),
  perDay: fc.integer({ min: 1, max: 6 }),
});
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('ask' as const), who: fc.nat({ max: 29 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat({ max: 2 * DAY_MS }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const) }) },
  ),
  { maxLength: 120 },
);

const planned = ({ places, known, perDay }: Company): Rollout => ({
  id: 'rol_1',
  target: 'atlan-prod',
  by: 'department',
  cohorts: ['a', 'b', 'c'],
  perDay,
  stopAt: 100,
  startedAt: 0,
  actor: 'kim',
  reason: 'agreed',
  scheduledAt: 0,
  waves: wavesOf(places.slice(0, known), { first: perDay, perDay }),
  days: [],
  admitted: 0,
});

/** Plays a story of workers who ask, and forget at once that they were admitted; answers each first admission. */
function play(acme: Company, story: readonly Step[]) {
  let now = 0;
  let rollout = planned(acme);
  const admitted = new Map<Place, { readonly at: number; readonly rollout: Rollout }>();
  for (const step of story) {
    if (step.kind === 'wait') now += step.ms;
    if (step.kind === 'pause') rollout = { ...rollout, halted: HALTED };
    if (step.kind === 'resume' && rollout.halted) {
      const { halted: _, ...rest } = rollout;
      const { at: scheduledAt, room } = firstDay(rollout, acme.perDay, now);
      const waiting = acme.places.slice(0, acme.known).filter((one) => !admitted.has(one));
      const waves = wavesOf(waiting, { first: room, perDay: acme.perDay });
      rollout = { ...rest, scheduledAt, waves, days: forgiven(rollout.days) };
    }
    const asking = step.kind === 'ask' ? acme.places[step.who] : undefined;
    if (!asking) continue;
    const before = admitted.get(asking);
    const answer = admit(rollout, asking, now);
    // a process that was cut off asks again within the day
    if (before && now < before.at + DAY_MS) expect(answer).toEqual({ kind: 'admitted', after: rollout });
    if (answer.kind === 'waits') continue;
    if (!before) admitted.set(asking, { at: now, rollout });
    rollout = answer.after;
  }
  return admitted;
}

describe('the admission of a rollout', () => {
  it('lets in so many a day at most, no worker before their turn or while it is halted, and loses no admission', () => {
    fc.assert(
      fc.property(company, steps, (acme, story) => {
        const admitted = play(acme, story);
        const days = Map.groupBy(admitted.values(), ({ rollout, at }) => dayOf(rollout, at));
        for (const [, { length }] of days) expect(length).toBeLessThanOrEqual(acme.perDay);
        for (const [one, { rollout, at }] of admitted) {
          expect(rollout.halted).toBeUndefined();
          expect(at).toBeGreaterThanOrEqual(turnOf(rollout, one));
        }
      }),
    );
  });

  it('keeps the order: no worker has a later turn than one who stands behind them', () => {
    fc.assert(
      fc.property(company, (acme) => {
        const rollout = planned(acme);
        const turns = acme.places.toSorted(byPlace).map((one) => turnOf(rollout, one));
        expect(turns).toEqual(turns.toSorted((a, b) => a - b));
        const waves = Map.groupBy(acme.places.slice(0, acme.known), (one) => turnOf(rollout, one));
        for (const [, { length }] of waves) expect(length).toBeLessThanOrEqual(acme.perDay);
      }),
    );
  });

  it('admits every worker in the end, each once, where those who wait ask every day', () => {
    fc.assert(
      fc.property(company, (acme) => {
        let rollout = planned(acme);
        const waiting = new Set(acme.places);
        for (let day = 0; day <= 2 * acme.places.length; day++) {
          for (const one of waiting) {
            const answer = admit(rollout, one, day * DAY_MS);
            if (answer.kind === 'waits') continue;
            rollout = answer.after;
            waiting.delete(one);
          }
        }
        expect([waiting.size, rollout.admitted]).toEqual([0, acme.places.length]);
      }),
    );
  });
});
