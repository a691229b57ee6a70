import { type Clock, createClock } from './simulators/kit/clock.ts';

/** What a process needs to tell the same time as the local cloud does. */
export interface ClockSetting {
  /** Epoch ms of the local cloud's time, at `realMs`. */
  readonly atMs: number;
  /** Epoch ms of the machine's time. */
  readonly realMs: number;
  /** How many times as fast as the machine's time it runs from then on. */
  readonly scale: number;
}

/**
 * The local cloud's time: starts at any instant, runs `scale` times as fast as the machine's, and can be moved on. While a function works
 * it runs as the machine's does, so that a deadline which the function reckons by its clock is as long as on AWS, on a slow machine too.
 */
export interface LocalClock extends Pick<Clock, 'now' | 'scale'> {
  readonly setting: () => ClockSetting;
  /** A function has begun to work. Call what it returns at the end; a second call changes nothing. */
  readonly beginWork: () => () => void;
  readonly isWorking: () => boolean;
  /** Told when work begins where there was none, and when the last work ends. */
  readonly onPace: (tell: () => void) => void;
  /** Moves on by so many ms, and tells all who asked. */
  readonly advance: (ms: number) => Promise<void>;
  readonly onAdvance: (tell: (ms: number) => Promise<void> | void) => void;
}

export interface LocalClockSettings {
  readonly scale: number;
  readonly startAt: number;
  /** Whether it runs no faster than the machine's time while a function works. Default true; without it every deadline is `scale` times as short. */
  readonly waitsForWork?: boolean;
  /** Epoch ms of the machine's time. */
  readonly realTime?: () => number;
}

export function createLocalClock({
  scale,
  startAt,
  waitsForWork = true,
  realTime = Date.now,
}: LocalClockSettings): LocalClock {
  const clock = createClock(scale, realTime);
  clock.set(startAt);
  const onAdvance: ((ms: number) => Promise<void> | void)[] = [];
  const onPace: (() => void)[] = [];
  const working = new Set<symbol>();
  const setPace = (pace: number) => {
    clock.setScale(pace);
    for (const tell of onPace) tell();
  };
  return {
    now: () => clock.now(),
    scale: () => scale,
    setting: () => ({ atMs: clock.now(), realMs: realTime(), scale: clock.scale() }),
    isWorking: () => working.size > 0,
    beginWork: () => {
      const work = Symbol('work');
      working.add(work);
      if (working.size === 1 && waitsForWork) setPace(Math.min(1, scale));
      return () => {
        if (working.delete(work) && working.size === 0 && waitsForWork) setPace(scale);
      };
    },
    onPace: (tell) => void onPace.push(tell),
    advance: async (ms) => {
      clock.advance(ms);
      await Promise.all(onAdvance.map(async (tell) => tell(ms)));
    },
    onAdvance: (tell) => void onAdvance.push(tell),
  };
}
