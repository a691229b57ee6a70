import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { type AccessDates, accessAt } from '../../../../shared/domain/worker/access-standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-02-01T00:00:00Z');
/** When all has long been said, and every day in it is over. */
const LATER = FIRST + 120 * DAY_MS;
const STARTS = ['joined', 'rehired'];
const TURNS = [...STARTS, 'left', 'converted', 'record_deleted'];

const seldom = <One>(weight: number, arbitrary: fc.Arbitrary<One>) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** What HR says as its n-th word, one a day: about one worker, under one of three ids. */
const word = (n: number): fc.Arbitrary<LifecycleEvent> =>
  fc
    .record({
      sourceKey: fc.constantFrom('hr:1', 'hr:1', 'hr:1', 'hr:2', 'payroll:1'),
      kind: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom('joined', 'rehired', 'left', 'left', 'moved') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('identity_changed', 'leave_started', 'leave_ended', 'observed', ...TURNS.slice(3)),
        },
      ) as fc.Arbitrary<LifecycleEvent['kind']>,
      phase: fc.constantFrom('scheduled', 'effective', 'effective', 'corrected', 'cancelled'),
      day: fc.integer({ min: -20, max: 30 }),
      timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York'),
      supersedes: seldom(12, fc.integer({ min: Math.max(1, n - 5), max: n })),
      previousSourceKey: seldom(15, fc.constantFrom('hr:1', 'hr:2')),
      isAtOnce: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
      employmentStatus: seldom(10, fc.constantFrom('active', 'terminated')),
    } as const)
    .map(({ sourceKey, kind, phase, day, timeZone, supersedes, previousSourceKey, isAtOnce, employmentStatus }) => {
      const occurredAt = FIRST + n * DAY_MS;
      const date = new Date(occurredAt + day * DAY_MS).toISOString().slice(0, 10);
      const attributes = { workEmail: 'ada@example.com', ...(employmentStatus && { employmentStatus }) };
      const event = lifecycleEvent(n, kind, { phase, date, occurredAt, sourceKey, attributes });
      return {
        ...event,
        effective: event.effective && { ...event.effective, timeZone, immediate: kind === 'left' && isAtOnce },
        order: `${String(occurredAt).padStart(16, '0')} ${event.id}`,
        ...(supersedes !== undefined && { supersedes: `evt_${supersedes}` }),
        ...(previousSourceKey && previousSourceKey !== sourceKey && { previousSourceKey }),
      };
    });

const words = fc
  .integer({ min: 2, max: 7 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => word(n + 1))));

const readings: fc.Arbitrary<AccessDates> = fc.record({
  startsBeforeDays: fc.constantFrom(0, 0, 7),
  endsOn: fc.constantFrom('date', 'lastDayWorked', 'terminationDate', 'gardenLeave'),
  heard: fc.constantFrom(undefined, ['hr', 'payroll'], ['hr']),
  replacedBy: fc.constantFrom(undefined, { payroll: 'hr' }),
});

/** Whether the last word under an id that begins or ends anything ends it, on a day that no start lies on or behind. */
function endsByLastWord(own: readonly LifecycleEvent[]): boolean {
  const last = own.findLast(({ kind }) => TURNS.includes(kind));
  const lastDay = last?.effective?.date ?? '';
  const starts = own.filter(
    ({ kind, phase }) => (STARTS.includes(kind) || kind === 'converted') && phase !== 'cancelled',
  );
  return (
    last?.kind === 'left' &&
    last.phase !== 'cancelled' &&
    starts.every(({ effective }) => (effective?.date ?? '') < lastDay) &&
    own.every(({ supersedes }) => supersedes !== last.id)
  );
}

describe('a worker of whom HR’s last word under every id is that they leave', () => {
  it('has no access once that day is over, or a person is asked, whatever HR said before and however the company reads it', () => {
    let left = 0;
    fc.assert(
      fc.property(words, readings, (said, access) => {
        const byId = [...Map.groupBy(said, ({ sourceKey }) => sourceKey)];
        const turned = byId.filter(([, own]) => own.some(({ kind }) => TURNS.includes(kind)));
        if (turned.length === 0 || !turned.every(([, own]) => endsByLastWord(own))) return;
        left++;
        const engagements = Object.fromEntries(byId.map(([key, own]) => [key, recordAll(own).engagement]));
        const { kind, questions = [] } = accessAt({ engagements, overrides: [] }, LATER, access);
        expect(kind === 'ended' || questions.length > 0, `${kind}, and no person is asked`).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect(left).toBeGreaterThan(300);
  });
});
