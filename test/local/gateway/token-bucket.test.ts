import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createTokenBucket } from '../../../local/gateway/token-bucket.ts';

const bucketAt = (perSecond: number, burst: number) => {
  let now = 0;
  const take = createTokenBucket({ perSecond, burst, now: () => now });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { take, pass };
};

describe('a token bucket', () => {
  it('lets a burst through, and then as many as come back in the time that passes', () => {
    const { take, pass } = bucketAt(10, 2);
    expect([take(), take(), take()]).toEqual([true, true, false]);
    pass(100);
    expect([take(), take()]).toEqual([true, false]);
    pass(60_000);
    expect([take(), take(), take()]).toEqual([true, true, false]);
  });

  it('never lets more through than its burst and what came back since', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 }),
        (perSecond, burst, pauses) => {
          const { take, pass } = bucketAt(perSecond, burst);
          let [passed, elapsed] = [0, 0];
          for (const ms of pauses) {
            pass(ms);
            elapsed += ms;
            if (take()) passed++;
            expect(passed).toBeLessThanOrEqual(burst + (elapsed / 1_000) * perSecond + 1e-6);
          }
        },
      ),
    );
  });
});
