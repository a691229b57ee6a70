import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type LimitSize, limitOf, windowsOf } from '../../../../shared/domain/plan/guard.ts';
import {
  type Counters,
  DAY_MS,
  giveBack,
  NO_COUNTERS,
  roomFor,
  take,
  takenSince,
} from '../../../../shared/domain/plan/windows.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const HOUR_MS = 3_600_000;

/** Who asks, and how long after the one before. */
const asking = fc.array(
  fc.record({ worker: fc.integer({ min: 0, max: 12 }), afterMs: fc.integer({ min: 0, max: 3 * HOUR_MS }) }),
  { maxLength: 60 },
);

interface Acted {
  readonly worker: number;
  readonly at: number;
}

/** Everybody who is let through acts at once; where each has a place, their own item says. */
function actsOf(asked: readonly { readonly worker: number; readonly afterMs: number }[], most: readonly number[]) {
  const windows = [HOUR_MS, DAY_MS].map((ms, index) => ({ ms, max: most[index] ?? 0 }));
  let [counters, now]: [Counters, number] = [NO_COUNTERS, START];
  const [own, acted]: [Map<number, number>, Acted[]] = [new Map(), []];
  for (const { worker, afterMs } of asked) {
    now += afterMs;
    const taken = take(counters, { id: `w${worker}`, now, windows, from: own.get(worker) });
    if (taken.kind === 'full') continue;
    counters = taken.after;
    own.set(worker, taken.slot);
    acted.push({ worker, at: now });
  }
  return { acted, windows, counters, now };
}

const distinct = (acted: readonly Acted[]) => new Set(acted.map(({ worker }) => worker)).size;

describe('counters of five minutes', () => {
  it('never let more workers act than a window allows, wherever the window lies', () => {
    fc.assert(
      fc.property(asking, fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 9 })), (asked, most) => {
        const { acted, windows } = actsOf(asked, most);
        for (const { ms, max } of windows)
          for (const { at } of acted)
            expect(distinct(acted.filter((one) => at - ms <= one.at && one.at <= at))).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('count a worker once, and forget those of the day before yesterday', () => {
    fc.assert(
      fc.property(asking, (asked) => {
        const { acted, counters, now } = actsOf(asked, [99, 99]);
        const last = new Map(acted.map(({ worker, at }) => [worker, at]));
        const lately = (ms: number) => [...last.values()].filter((at) => at >= now - ms).length;
        expect(takenSince(counters, now - DAY_MS)).toBeGreaterThanOrEqual(lately(DAY_MS));
        expect(takenSince(counters, now - DAY_MS)).toBeLessThanOrEqual(lately(DAY_MS + 300_000));
        expect(counters.counts.length).toBeLessThanOrEqual(289);
      }),
    );
  });

  it('have room at the instant that they name, and not a slot before', () => {
    fc.assert(
      fc.property(asking, fc.integer({ min: 1, max: 4 }), (asked, max) => {
        const { counters, windows, now } = actsOf(asked, [max, 9]);
        const until = roomFor(counters, windows, 1, now);
        expect(take(counters, { id: 'new', now: until, windows })).toMatchObject({ kind: 'taken' });
        if (until > now) expect(take(counters, { id: 'new', now: until - 1, windows })).toMatchObject({ kind: 'full' });
      }),
    );
  });

  it('are as before when a place is given back', () => {
    fc.assert(
      fc.property(asking, (asked) => {
        const { counters, now } = actsOf(asked, [99, 99]);
        const taken = take(counters, { id: 'new', now, windows: [] });
        const after = taken.kind === 'taken' ? taken.after : counters;
        expect(takenSince(after, now)).toBe(takenSince(counters, now) + 1);
        expect(takenSince(giveBack(after, 'new'), 0)).toBe(takenSince(after, 0) - 1);
      }),
    );
  });
});

describe('a limit', () => {
  const size = fc.record({ min: fc.integer({ min: 1, max: 50 }), percent: fc.integer({ min: 1, max: 100 }) });

  it('is a share of the managed accounts, never below its min and never above its max', () => {
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 0, max: 100_000 }),
        fc.option(fc.integer({ min: 1, max: 500 })),
        (one, managed, max) => {
          const limit: LimitSize = { ...one, ...(max !== null && { max }) };
          const ofManaged = Math.max(one.min, Math.floor((managed * one.percent) / 100));
          expect(limitOf(limit, managed)).toBe(max === null ? ofManaged : Math.min(max, ofManaged));
        },
      ),
    );
  });

  it('allows one cohort a part of it, and small companies its min', () => {
    const leavers = { min: 3, percent: 5, perFiveMinutes: 2 };
    const of = (managed: number, share: number) =>
      windowsOf('leavers', leavers, { windowMs: HOUR_MS, managed, share }).map(({ max }) => max);
    expect(of(1_000, 100)).toEqual([50, 150, 2]);
    expect(of(1_000, 50)).toEqual([25, 75, 2]);
    expect(of(10, 50)).toEqual([3, 9, 2]);
  });

  it('of a day is what the configuration says, or a multiple', () => {
    const sizing = { windowMs: HOUR_MS, managed: 0, share: 100 };
    expect(windowsOf('grants', { min: 25, percent: 10 }, sizing)[1]).toEqual({ ms: DAY_MS, max: 200 });
    const said = { min: 25, percent: 10, day: { min: 30, percent: 1, max: 29 } };
    expect(windowsOf('grants', said, sizing)[1]).toEqual({ ms: DAY_MS, max: 29 });
  });
});
