import type { Clock } from './clock.ts';
import type { Fault } from './faults/fault.ts';
import type { FaultDesk } from './faults/fault-desk.ts';
import type { RequestLog } from './http/request-log.ts';

/** What a simulator is started with, and what a reset goes back to. */
export interface Start<Options> {
  /** The credential that the simulator accepts. */
  readonly token: string;
  /** How many people are invented. */
  readonly seedUsers: number;
  /** The same seed gives the same people. */
  readonly seed: number;
  readonly options: Options;
  readonly faults: readonly Fault[];
  /** How many times faster than real time the simulator's clock runs. */
  readonly timeScale: number;
  /** Epoch ms of the simulator's time at the start; undefined = what `realTime` says. */
  readonly startAt: number | undefined;
  /** Epoch ms of the time that the simulator's clock counts from. */
  readonly realTime: () => number;
}

/** Everything that a reset starts anew. */
export interface World<Options = unknown> {
  readonly clock: Clock;
  readonly faults: FaultDesk;
  readonly log: RequestLog;
  readonly options: () => Options;
  readonly setOptions: (options: Options) => void;
  /** The credential that works now. */
  readonly token: () => string;
  /** Gives a new credential; the old one is unknown at once. */
  readonly rotateToken: () => string;
  /** After the clock was set, earlier instants mean nothing any more. */
  readonly forgetTime: () => void;
  /** What the passing of time has finished, is finished; called before each request. */
  readonly settle: (now: number) => void;
}
