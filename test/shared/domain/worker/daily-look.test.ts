import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dailyLook } from '../../../../shared/domain/worker/daily-look.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the daily look', () => {
  it('comes once a day, more than one and at most 25 hours after the last one, at a time of the day of the worker’s own', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 2_000_000_000_000 }), (key, now) => {
        const at = dailyLook(key, now);
        expect(at).toBeGreaterThan(now + HOUR);
        expect(at).toBeLessThanOrEqual(now + 25 * HOUR);
        expect(dailyLook(key, at)).toBe(at + DAY);
        expect(dailyLook(key, now + 5) % DAY).toBe(at % DAY);
      }),
    );
  });

  it('spreads the looks at many workers over the day, when all were looked at together', () => {
    const perHour = Array.from({ length: 24 }, () => 0);
    for (let n = 0; n < 10_000; n++) perHour[Math.floor((dailyLook(`worker-${n}`, 0) % DAY) / HOUR)]!++;
    expect(Math.max(...perHour)).toBeLessThan(550);
    expect(Math.min(...perHour)).toBeGreaterThan(300);
  });
});
