import type { LocalClock } from '../clock.ts';

/** Nothing rings more often by itself, in the machine's time, however fast the local cloud's time runs. */
const SHORTEST_MS = 1_000;

export interface Interval {
  /** Of the local cloud's time. */
  readonly everyMs: number;
  readonly clock: LocalClock;
  readonly ring: () => void;
}

/** Rings on the local cloud's clock, whatever its pace is; at once, and only once, where the clock was moved on over its instants. */
export function everySoOften({ everyMs, clock, ring }: Interval): { readonly stop: () => void } {
  let dueAt = clock.now() + everyMs;
  let rangAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const wait = () => {
    clearTimeout(timer);
    if (stopped) return;
    const byClock = (dueAt - clock.now()) / clock.setting().scale;
    timer = setTimeout(look, Math.max(byClock, rangAt + SHORTEST_MS - performance.now(), 0));
  };
  const look = () => {
    if (!stopped && clock.now() >= dueAt) {
      rangAt = performance.now();
      while (dueAt <= clock.now()) dueAt += everyMs;
      ring();
    }
    wait();
  };
  wait();
  clock.onPace(wait);
  clock.onAdvance(look);
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
