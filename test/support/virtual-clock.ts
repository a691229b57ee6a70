import type { Clock } from '../../shared/ports/clock.ts';

export interface VirtualClock extends Clock {
  /** Every pause anybody asked for, in ms. */
  readonly pauses: number[];
  advance(ms: number): void;
}

/** A clock that stands still until somebody sleeps or a test moves it, so that a minute takes no time. */
export function virtualClock(now = Date.parse('2026-03-02T09:00:00Z')): VirtualClock {
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    sleep: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
