import { type Clock, createClock } from './simulators/atlan/clock.ts';

/** What a process needs to tell the same time as the local cloud does. */
export interface ClockSetting {
  /** Epoch ms of the local cloud's time, at `realMs`. */
  readonly atMs: number;
  /** Epoch ms of the machine's time. */
  readonly realMs: number;
  readonly scale: number;
}

/** The local cloud's time: starts at any instant, runs `scale` times as fast as the machine's, and can be moved on. */
export interface LocalClock extends Pick<Clock, 'now' | 'scale'> {
  readonly setting: () => ClockSetting;
  /** Moves on by so many ms, and tells everybody who asked. */
  readonly advance: (ms: number) => Promise<void>;
  readonly onAdvance: (tell: (ms: number) => Promise<void>) => void;
}

export function createLocalClock({ scale, startAt }: { readonly scale: number; readonly startAt: number }): LocalClock {
  const clock = createClock(scale);
  clock.set(startAt);
  const listeners: ((ms: number) => Promise<void>)[] = [];
  return {
    now: () => clock.now(),
    scale: () => clock.scale(),
    setting: () => ({ atMs: clock.now(), realMs: Date.now(), scale: clock.scale() }),
    advance: async (ms) => {
      clock.advance(ms);
      await Promise.all(listeners.map((tell) => tell(ms)));
    },
    onAdvance: (tell) => void listeners.push(tell),
  };
}
