export type Mode = 'observe' | 'pilot' | 'enforce';

/** What an operator can switch off: all writes, one target's, everything that takes access away, or the work on the queue. */
export type Pausable = 'writes' | 'removals' | 'intake' | `target ${string}`;

/** A switch that is off, and who turned it. */
export interface Pause {
  readonly what: Pausable;
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Switches that operators turn; the last to turn one wins. */
export interface Flags {
  /** `observe` until an operator sets another mode. */
  modeOf(target: string): Promise<Mode>;
  setMode(target: string, mode: Mode, actor: string, at: number): Promise<void>;
  /** Everything that is switched off now. */
  pauses(): Promise<readonly Pause[]>;
  pause(pause: Pause): Promise<void>;
  resume(resumed: Pause): Promise<void>;
}
