import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { endOfDay } from '../../../../shared/domain/civil-time.ts';
import type { Effective } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type EndsOn, withAccessEnds } from '../../../../shared/domain/timeline/access-end.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { readEngagement } from '../../../../shared/domain/timeline/engagement-at.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const at = (text: string) => Date.parse(`${text}T12:00:00Z`);
const joined = lifecycleEvent(1, 'joined', { date: '2025-01-01' });
const ending = (more: Partial<Effective>): Effective => ({
  date: '2026-03-31',
  boundary: 'end_of_day',
  timeZone: 'Europe/Berlin',
  immediate: false,
  ...more,
});
const read = (more: Partial<Effective>, endsOn: EndsOn, when: number) => {
  const left = lifecycleEvent(2, 'left', { effective: ending(more), occurredAt: at('2026-02-01') });
  return readEngagement('hr:1', withAccessEnds(recordAll([joined, left]).engagement, endsOn), when);
};
/** The last day with access, by when the reading changes. */
const lastDay = (more: Partial<Effective>, endsOn: EndsOn) => {
  const { changesAt } = read(more, endsOn, at('2026-01-15'));
  return [...Array(160).keys()]
    .map((n) => new Date(at('2026-01-01') + n * 86_400_000).toISOString().slice(0, 10))
    .find((day) => endOfDay(day, 'Europe/Berlin') === changesAt);
};
const all = { lastDayWorked: '2026-03-10', gardenLeaveFrom: '2026-03-15', terminationDate: '2026-04-30' };

describe('the last day with access', () => {
  it.each<[EndsOn, Partial<Effective>, string]>([
    ['date', all, '2026-03-31'],
    ['lastDayWorked', all, '2026-03-10'],
    ['terminationDate', all, '2026-04-30'],
    ['gardenLeave', all, '2026-03-14'],
    ['lastDayWorked', {}, '2026-03-31'],
    ['terminationDate', {}, '2026-03-31'],
    ['gardenLeave', {}, '2026-03-31'],
    ['lastDayWorked', { lastDayWorked: '2026-04-05' }, '2026-03-31'],
    ['gardenLeave', { gardenLeaveFrom: '2026-04-05' }, '2026-03-31'],
    ['terminationDate', { terminationDate: '2026-03-20' }, '2026-03-20'],
  ])('by %s, of %o, is %s', (endsOn, more, day) => {
    expect(lastDay(more, endsOn)).toBe(day);
    const end = endOfDay(day, 'Europe/Berlin');
    expect(read(more, endsOn, end - 1).status).toBe('active');
    expect(read(more, endsOn, end)).toMatchObject({ status: 'ended', endedAt: end, current: { endDate: day } });
  });

  it.each(['lastDayWorked', 'terminationDate', 'gardenLeave'] as const)(
    'is no other by %s of what is to act at once, or at an instant',
    (endsOn) => {
      const instant = at('2026-03-20');
      expect(read({ ...all, immediate: true }, endsOn, at('2026-02-02'))).toMatchObject({ status: 'ended' });
      const exact = { ...all, boundary: 'instant', instant } as const;
      expect(read(exact, endsOn, instant - 1).status).toBe('active');
      expect(read(exact, endsOn, instant)).toMatchObject({ status: 'ended', endedAt: instant });
    },
  );

  it('is that of an ending that a person approved, too', () => {
    const left = lifecycleEvent(2, 'left', { effective: ending(all), confidence: 'needs_review' });
    const engagement = withAccessEnds(recordAll([joined, left]).engagement, 'lastDayWorked');
    const settled = new Set(['evt_2']);
    expect(readEngagement('hr:1', { ...engagement, settled }, at('2026-03-11')).status).toBe('ended');
  });

  it('leaves it to HR’s dates which statements cancel which', () => {
    const left = lifecycleEvent(2, 'left', { effective: ending(all) });
    const cancelled = lifecycleEvent(3, 'left', { effective: ending({ date: '2026-03-10' }), phase: 'cancelled' });
    const { engagement } = recordAll([joined, { ...left, occurredAt: at('2026-04-02') }, cancelled]);
    const [plain, other] = (['date', 'lastDayWorked'] as const).map((endsOn) =>
      readEngagement('hr:1', withAccessEnds(engagement, endsOn), at('2026-02-15')),
    );
    expect(other?.questions).toEqual(plain?.questions);
  });

  it('is never later than the date by the last day worked or garden leave, whatever HR states, and never changes what is kept', () => {
    const day = fc
      .integer({ min: 0, max: 120 })
      .map((n) => new Date(at('2026-01-10') + n * 86_400_000).toISOString().slice(0, 10));
    const zone = fc.constantFrom('Africa/Cairo', 'America/Santiago', 'Asia/Beirut', 'UTC');
    fc.assert(
      fc.property(day, fc.option(day, { nil: undefined }), zone, (date, other, timeZone) => {
        const effective = ending({ date, timeZone, lastDayWorked: other, gardenLeaveFrom: other });
        const { engagement } = recordAll([joined, lifecycleEvent(2, 'left', { effective })]);
        const kept = structuredClone(engagement);
        for (const endsOn of ['lastDayWorked', 'gardenLeave'] as const) {
          const end = endOfDay(date, timeZone);
          expect(readEngagement('hr:1', withAccessEnds(engagement, endsOn), end).endedAt).toBeLessThanOrEqual(end);
        }
        expect(engagement).toEqual(kept);
      }),
      { numRuns: 60 },
    );
  });
});
