import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { civilDate, endOfDay, instantOf, isCivil, startOfDay } from '../../../shared/domain/civil-time.ts';

describe('civil time', () => {
  it.each([
    ['Pacific/Auckland', '2026-03-31T11:00:00Z'],
    ['Australia/Melbourne', '2026-03-31T13:00:00Z'],
    ['Asia/Kolkata', '2026-03-31T18:30:00Z'],
    ['Europe/Berlin', '2026-03-31T22:00:00Z'],
    ['Europe/London', '2026-03-31T23:00:00Z'],
    ['America/New_York', '2026-04-01T04:00:00Z'],
    ['America/Los_Angeles', '2026-04-01T07:00:00Z'],
  ])('ends the last day of work, 31 March 2026, in %s at %s', (timeZone, instant) => {
    expect(endOfDay('2026-03-31', timeZone)).toBe(Date.parse(instant));
  });

  it.each([
    ['Africa/Cairo', '2026-04-24'],
    ['Asia/Beirut', '2026-03-29'],
    ['America/Santiago', '2026-09-06'],
    ['America/Havana', '2026-03-08'],
  ])('knows that in %s the %s has no midnight', (timeZone, date) => {
    const start = startOfDay(date, timeZone);
    expect(civilDate(start, timeZone)).toBe(date);
    expect(civilDate(start - 1, timeZone)).not.toBe(date);
  });

  it('acts at once, or at the very instant, where HR says so', () => {
    const effective = { date: '2026-03-31', boundary: 'end_of_day', timeZone: 'UTC', immediate: false } as const;
    expect(instantOf({ ...effective, immediate: true }, 7)).toBe(7);
    expect(instantOf({ ...effective, boundary: 'instant', instant: 9 }, 7)).toBe(9);
    expect(instantOf({ ...effective, boundary: 'start_of_day' }, 7)).toBe(Date.parse('2026-03-31T00:00:00Z'));
  });

  it('goes by the date where HR says an instant and means the day, or means an instant and says none', () => {
    const effective = { date: '2026-03-31', timeZone: 'UTC', immediate: false } as const;
    expect(instantOf({ ...effective, boundary: 'end_of_day', instant: 9 }, 7)).toBe(Date.parse('2026-04-01T00:00:00Z'));
    expect(instantOf({ ...effective, boundary: 'start_of_day', instant: 9 }, 7)).toBe(
      Date.parse('2026-03-31T00:00:00Z'),
    );
    expect(instantOf({ ...effective, boundary: 'instant' }, 7)).toBe(Date.parse('2026-03-31T00:00:00Z'));
  });

  it('knows no day that is in no calendar', () => {
    for (const date of ['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', 'today']) {
      expect(() => startOfDay(date, 'UTC')).toThrow(RangeError);
      expect(() => endOfDay(date, 'UTC')).toThrow(RangeError);
    }
    expect(endOfDay('2028-02-29', 'UTC')).toBe(Date.parse('2028-03-01T00:00:00Z'));
  });

  it.each([
    ['2026-02-30', 'UTC', false],
    ['2026-2-3', 'UTC', false],
    ['+002026-03-01', 'UTC', false],
    ['2026-03-01T09:00', 'UTC', false],
    ['2026-03-01', 'Mars/Olympus', false],
    ['2026-03-01', 'Europe/Berlin', true],
  ])('%s in %s can be used: %s', (date, timeZone, usable) => {
    expect(isCivil(date, timeZone)).toBe(usable);
  });

  it('ends every day where the next one starts, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        (timeZone, day) => {
          const date = day.toISOString().slice(0, 10);
          const next = civilDate(endOfDay(date, timeZone), timeZone);
          expect(next > date).toBe(true);
          expect(startOfDay(next, timeZone)).toBe(endOfDay(date, timeZone));
        },
      ),
    );
  });
});
