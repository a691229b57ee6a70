import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../../shared/adapters/memory/memory-items.ts';
import { takeInStatement } from '../../../../../shared/app/provision/take-in-statement.ts';
import { KINDS, type LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { type Engagement, recordAll } from '../../../../../shared/domain/timeline/engagement.ts';
import { readEngagement } from '../../../../../shared/domain/timeline/engagement-at.ts';
import { newWorker, type Worker } from '../../../../../shared/domain/worker/worker.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { fixedRandom } from '../../../../support/fixed-random.ts';
import { virtualClock } from '../../../../support/virtual-clock.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-02-01T00:00:00Z');

const attributes = fc.record(
  {
    workEmail: fc.constantFrom('ada@example.com', 'ada@new.example.com', null),
    department: fc.constantFrom('Data', 'Sales', 'Legal'),
    location: fc.constantFrom('Berlin', 'Tokyo', null),
  },
  { requiredKeys: [] },
);

/** Whatever HR may say, in its own order: one event a day. */
const anyEvent = (n: number): fc.Arbitrary<LifecycleEvent> =>
  fc
    .record({
      kind: fc.oneof(
        { weight: 6, arbitrary: fc.constant('moved' as const) },
        { weight: 4, arbitrary: fc.constantFrom('joined' as const, 'left' as const, 'rehired' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...KINDS) },
      ),
      phase: fc.constantFrom('scheduled', 'effective', 'effective', 'effective', 'cancelled', 'corrected'),
      day: fc.integer({ min: -10, max: 20 }),
      supersedes: fc.option(fc.integer({ min: Math.max(0, n - 6), max: n + 2 }), { nil: undefined, freq: 8 }),
      zone: fc.constantFrom('UTC', 'UTC', 'Asia/Tokyo', undefined),
      isUndated: fc.boolean(),
      immediate: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
      engagementId: fc.option(fc.constantFrom('A', 'B'), { nil: undefined, freq: 3 }),
      attributes,
    } as const)
    .map(({ kind, phase, day, supersedes, zone, isUndated, immediate, engagementId, attributes: said }) => {
      const occurredAt = FIRST + n * DAY_MS;
      const date = new Date(occurredAt + day * DAY_MS).toISOString().slice(0, 10);
      const event = lifecycleEvent(n, kind, { phase, date, attributes: said, occurredAt });
      const effective = event.effective && {
        ...event.effective,
        immediate,
        timeZone: zone ?? 'America/New_York',
        ...(zone === undefined && { zoneAssumed: true }),
      };
      return {
        ...event,
        effective: kind === 'left' && isUndated && day > 15 ? null : effective,
        order: `${String(occurredAt).padStart(16, '0')} ${event.id}`,
        ...(engagementId && { engagementId }),
        ...(supersedes !== undefined && { supersedes: `evt_${supersedes}` }),
      };
    });

/** Everything that policy, the planner and the questions read of an engagement from an instant on. */
function readings(engagement: Engagement, from: number) {
  return [0, 1, 3, 8, 15, 40].map((days) => {
    const { rescission, ...reading } = readEngagement('hr:1', engagement, from + days * DAY_MS);
    return { ...reading, rescission: rescission && { id: rescission.id, at: rescission.at } };
  });
}

/** A worker's engagement as provision keeps it, event by event, with its history. */
function kept() {
  const { history } = ledger({ items: memoryItems(), clock: virtualClock(), random: fixedRandom() });
  let worker: Worker = newWorker('w1', 'salt');
  return {
    engagement: () => worker.engagements['hr:1'],
    take: async (event: LifecycleEvent, now: number) => {
      const taken = await takeInStatement(event, { worker, history, now });
      if (taken.fate !== 'duplicate') {
        worker = { ...worker, engagements: { 'hr:1': taken.engagement } };
        await history.append('w1', { event, fate: taken.fate, recordedAt: now });
      }
      return taken.fate;
    },
  };
}

/** Events in HR's order, each arriving some days late, and some of them twice. */
const arrivals = fc
  .integer({ min: 20, max: 90 })
  .chain((count) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: count }, (_, n) => anyEvent(n + 1))),
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: count, maxLength: count }),
      fc.array(fc.nat(count - 1), { maxLength: 8 }),
    ),
  )
  .map(([events, delays, again]) => {
    const first = events.map((event, n) => ({
      event,
      at: event.occurredAt + ((delays[n] ?? 0) > 24 ? (delays[n] ?? 0) * DAY_MS : 60_000),
    }));
    const twice = again.flatMap((n) => {
      const event = events[n];
      return event ? [{ event, at: event.occurredAt + 45 * DAY_MS }] : [];
    });
    return [...first, ...twice].sort((a, b) => a.at - b.at);
  });

describe('an engagement that lets go of what says nothing new', () => {
  it('reads from then on as if every statement were kept', { timeout: 900_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (list) => {
        const engagement = kept();
        const said: LifecycleEvent[] = [];
        for (const { event, at } of list) {
          await engagement.take(event, at);
          said.push(event);
          const whole = recordAll(said).engagement;
          const now = engagement.engagement();
          expect(now && readings(now, at)).toEqual(readings(whole, at));
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
