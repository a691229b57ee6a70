import { describe, expect, it } from 'vitest';

import { createLocalClock } from '../../local/clock.ts';

const START = Date.parse('2026-10-05T07:00:00Z');

function clockUnderTest(scale: number, waitsForWork = true) {
  let real = 0;
  const clock = createLocalClock({ scale, startAt: START, waitsForWork, realTime: () => real });
  return {
    clock,
    /** So many ms go by on the machine. */
    pass: (ms: number) => {
      real += ms;
    },
    gone: () => clock.now() - START,
  };
}

describe('the clock of the local cloud', () => {
  it('runs as many times as fast as the machine as it was told', () => {
    const { pass, gone } = clockUnderTest(60);
    pass(1_000);
    expect(gone()).toBe(60_000);
  });

  it('runs as the machine does while a function works, so that the ten seconds of a deadline are ten seconds', () => {
    const { clock, pass, gone } = clockUnderTest(60);
    const end = clock.beginWork();
    const deadline = clock.now() + 10_000;
    pass(9_999);
    expect(clock.now()).toBeLessThan(deadline);
    pass(1);
    expect(gone()).toBe(10_000);
    end();
    pass(1_000);
    expect(gone()).toBe(70_000);
  });

  it('goes on fast only when the last of several functions has finished, and a function that ends twice ends once', () => {
    const { clock, pass, gone } = clockUnderTest(60);
    const [first, second] = [clock.beginWork(), clock.beginWork()];
    first();
    first();
    expect(clock.isWorking()).toBe(true);
    pass(1_000);
    expect(gone()).toBe(1_000);
    second();
    pass(1_000);
    expect(gone()).toBe(61_000);
  });

  it('does not wait for work where it is not to', () => {
    const { clock, pass, gone } = clockUnderTest(60, false);
    const end = clock.beginWork();
    pass(1_000);
    end();
    pass(1_000);
    expect(gone()).toBe(120_000);
  });

  it('tells what a process needs to read the same time, at each change of pace', () => {
    const { clock, pass } = clockUnderTest(60);
    const told: (readonly [atMs: number, scale: number])[] = [];
    clock.onPace(() => told.push([clock.setting().atMs - START, clock.setting().scale]));
    pass(1_000);
    const end = clock.beginWork();
    pass(500);
    end();
    expect(told).toEqual([
      [60_000, 1],
      [60_500, 60],
    ]);
  });

  it('is moved on while a function works', async () => {
    const { clock, pass, gone } = clockUnderTest(60);
    clock.beginWork();
    await clock.advance(3_600_000);
    pass(1_000);
    expect(gone()).toBe(3_601_000);
  });
});
