import fc from 'fast-check';
import { expect, it } from 'vitest';

import { lateness } from '../../../../../shared/app/operate/report/lateness.ts';

const MINUTE = 60_000;

it.each([
  ['HR’s, when the news came late', { news: 10, tried: 10, until: 10 }, [10, 10, 0, 0]],
  ['ours, until we tried', { news: 0, tried: 7, until: 7 }, [7, 0, 7, 0]],
  ['the target’s, after that', { news: 0, tried: 1, until: 9 }, [9, 0, 1, 8]],
  ['ours, when nobody ever tried', { news: 2, tried: undefined, until: 9 }, [9, 2, 7, 0]],
  ['nobody’s, when it ended in time', { news: -5, tried: -4, until: -3 }, [0, 0, 0, 0]],
])('the minutes are %s', (_whose, { news, tried, until }, [minutes, hr, us, target]) => {
  const course = { effectiveAt: 0, newsAt: news * MINUTE, triedAt: tried && tried * MINUTE, until: until * MINUTE };
  expect(lateness(course)).toEqual({ minutes, hr, us, target });
});

it('the parts add up, and none is negative', () => {
  const instant = fc.integer({ min: -10_000_000, max: 10_000_000 });
  fc.assert(
    fc.property(
      instant,
      instant,
      fc.option(instant, { nil: undefined }),
      instant,
      (effectiveAt, newsAt, triedAt, until) => {
        const { minutes, hr, us, target } = lateness({ effectiveAt, newsAt, triedAt, until });
        expect(hr + us + target).toBeCloseTo(minutes, 9);
        expect(Math.min(hr, us, target)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
