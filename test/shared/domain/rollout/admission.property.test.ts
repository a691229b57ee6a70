import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DAY_MS } from '../../../../shared/domain/plan/windows.ts';
import { admit } from '../../../../shared/domain/rollout/admission.ts';
import { byPlace, dayOf, turnOf } from '../../../../shared/domain/rollout/place.ts';
import type { Place, Rollout } from '../../../../shared/domain/rollout/rollout.ts';
import { firstDay, forgiven, wavesOf } from '../../../../shared/domain/rollout/schedule.ts';

const HALTED = { kind: 'paused', at: 0, actor: 'kim', reason: 'a freeze' } as const;
const place = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.string({ minLength: 3, maxLength: 3 }));
const places = fc.uniqueArray<Place, string>(place, { selector: ([, rank]) => rank, minLength: 1, maxLength: 30 });
/** Some of them were there when the plan was made; the others came later. */
const company = fc.record({ places, known: fc.nat({ max: 30 }), perDay: fc.integer({ min: 1, max: 6 }) });
const step = fc.oneof(
  fc.record({ kind: fc.constant('ask' as const), who: fc.nat({ max: 29 }) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2 * DAY_MS }) }),
  fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const) }),
);
const steps = fc.array(step, { maxLength: 120 });

const started = (known: readonly Place[], perDay: number, at: number): Rollout => ({
  id: 'rol_1',
  target: 'atlan-prod',
  by: 'department',
  cohorts: ['a', 'b', 'c'],
  perDay,
  stopAt: 100,
  startedAt: at,
  actor: 'kim',
  reason: 'agreed',
  scheduledAt: at,
  waves: wavesOf(known, { first: perDay, perDay }),
  days: [],
  admitted: 0,
});

/** Plays a story, and answers each new admission with the day in which it was and the rollout that gave it. */
function play(
  {
    places: all,
    known,
    perDay,
  }: { readonly places: readonly Place[]; readonly known: number; readonly perDay: number },
  story: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[],
) {
  let now = 1_000;
  let rollout = started(all.slice(0, known), perDay, now);
  const admitted: { readonly place: Place; readonly at: number; readonly rollout: Rollout }[] = [];
  const isIn = (one: Place) => admitted.some(({ place: other }) => other === one);
  for (const one of story) {
    if (one.kind === 'wait') now += one.ms;
    if (one.kind === 'pause') rollout = { ...rollout, halted: HALTED };
    if (one.kind === 'resume' && rollout.halted) {
      const { halted: _, ...rest } = rollout;
      const { at: scheduledAt, room } = firstDay(rollout, perDay, now);
      const waiting = all.slice(0, known).filter((other) => !isIn(other));
      rollout = {
        ...rest,
        scheduledAt,
        waves: wavesOf(waiting, { first: room, perDay }),
        days: forgiven(rollout.days),
      };
    }
    if (one.kind !== 'ask') continue;
    const asking = all[one.who];
    if (!asking) continue;
    const answer = admit(rollout, asking, now);
    if (answer.kind === 'waits') {
      // who was admitted in the present day is never sent away
      const today = admitted.find(({ place: other, at }) => other === asking && at >= dayOf(rollout, now));
      expect(today).toBeUndefined();
      continue;
    }
    if (answer.after === rollout) expect(isIn(asking)).toBe(true);
    else if (!isIn(asking)) admitted.push({ place: asking, at: now, rollout });
    rollout = answer.after;
  }
  return { admitted, rollout };
}

describe('the admission of a rollout', () => {
  it('lets in no more than so many a day, nobody before their turn, and nobody while it is halted', () => {
    fc.assert(
      fc.property(company, steps, (settings, story) => {
        const { admitted } = play(settings, story);
        const perDay = Map.groupBy(admitted, (one) => dayOf(one.rollout, one.at));
        for (const [, { length }] of perDay) expect(length).toBeLessThanOrEqual(settings.perDay);
        for (const one of admitted) {
          expect(one.rollout.halted).toBeUndefined();
          expect(one.at).toBeGreaterThanOrEqual(turnOf(one.rollout, one.place));
        }
      }),
    );
  });

  it('keeps the order: who stands before another has no later turn, and everyone has one', () => {
    fc.assert(
      fc.property(company, ({ places: all, known, perDay }) => {
        const rollout = started(all.slice(0, known), perDay, 0);
        const turns = all.toSorted(byPlace).map((one) => turnOf(rollout, one));
        expect(turns).toEqual(turns.toSorted((a, b) => a - b));
        const inPlan = Map.groupBy(all.slice(0, known), (one) => turnOf(rollout, one));
        for (const [, { length }] of inPlan) expect(length).toBeLessThanOrEqual(perDay);
      }),
    );
  });

  it('admits everyone in the end, each once, where they ask every day', () => {
    fc.assert(
      fc.property(company, ({ places: all, known, perDay }) => {
        const days = Array.from({ length: 2 * all.length + 1 }, () => [
          ...all.map((_, who) => ({ kind: 'ask' as const, who })),
          { kind: 'wait' as const, ms: DAY_MS },
        ]);
        // asked of those who wait still: an admitted worker has it in their own item, and asks no more
        let now = 0;
        let rollout = started(all.slice(0, known), perDay, now);
        const waiting = new Set(all);
        for (const _ of days) {
          for (const one of waiting) {
            const answer = admit(rollout, one, now);
            if (answer.kind === 'waits') continue;
            rollout = answer.after;
            waiting.delete(one);
          }
          now += DAY_MS;
        }
        expect([waiting.size, rollout.admitted]).toEqual([0, all.length]);
      }),
    );
  });
});
