export type Mode = 'observe' | 'pilot' | 'enforce';

/** Switches that operators turn. */
export interface Flags {
  /** `observe` until somebody says otherwise. */
  modeOf(target: string): Promise<Mode>;
  setMode(target: string, mode: Mode, actor: string, at: number): Promise<void>;
  /** True while all writes to all targets are off. */
  writesOff(): Promise<boolean>;
  setWritesOff(off: boolean, actor: string, at: number): Promise<void>;
}
