import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createLocalClock } from '../../local/clock.ts';
import { everySoOften } from '../../local/sources/every-so-often.ts';

const MINUTE_MS = 60_000;

describe('what rings on the clock of the local cloud', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  function ringing(scale: number) {
    const clock = createLocalClock({ scale, startAt: 0 });
    const rang: number[] = [];
    const { stop } = everySoOften({ everyMs: MINUTE_MS, clock, ring: () => rang.push(clock.now()) });
    return { clock, rang, stop };
  }

  it('rings once in each of its minutes', async () => {
    const { rang } = ringing(12);
    await vi.advanceTimersByTimeAsync(15_500);
    expect(rang).toEqual([60_000, 120_000, 180_000]);
  });

  it('waits for its own minute while a function works and time goes no faster than on the machine', async () => {
    const { clock, rang } = ringing(12);
    const end = clock.beginWork();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(rang).toEqual([]);
    end();
    await vi.advanceTimersByTimeAsync(100);
    expect(rang).toHaveLength(1);
  });

  it('rings at once, and once, when the clock was moved on over an hour', async () => {
    const { clock, rang } = ringing(1);
    await clock.advance(60 * MINUTE_MS);
    expect(rang).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(rang).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rang).toHaveLength(2);
  });

  it('never rings twice within a second of the machine', async () => {
    const { rang } = ringing(600);
    await vi.advanceTimersByTimeAsync(3_500);
    expect(rang.length).toBeLessThanOrEqual(4);
  });

  it('rings no more once it was stopped, whatever the clock does', async () => {
    const { clock, rang, stop } = ringing(12);
    stop();
    await clock.advance(60 * MINUTE_MS);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rang).toEqual([]);
  });
});
