/** The simulator's own time, in epoch milliseconds; expiry, blocks and delays are all counted with it. */
export interface Clock {
  now(): number;
  scale(): number;
  advance(ms: number): void;
  set(now: number): void;
  /** From now on the clock runs `scale` times as fast as real time. */
  setScale(scale: number): void;
}

export function createClock(scale = 1, realTime: () => number = Date.now): Clock {
  let base = realTime();
  let realBase = base;
  let speed = scale;
  const now = () => Math.floor(base + (realTime() - realBase) * speed);
  const rebase = (instant: number) => {
    base = instant;
    realBase = realTime();
  };
  return {
    now,
    scale: () => speed,
    advance: (ms) => rebase(now() + ms),
    set: rebase,
    setScale(scale) {
      rebase(now());
      speed = scale;
    },
  };
}
