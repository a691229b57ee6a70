/** Work that no two processes may do at once, such as reading and rewriting a record that its owner cannot guard. */
export interface Exclusive {
  /**
   * Waits until no other process works under this key, and then runs `work`, which must send nothing after the instant it is given (epoch
   * ms). Answers what `work` does; undefined when its turn had not come in time. Throws the store's failures.
   */
  run<T extends object>(key: string, patience: Patience, work: (until: number) => Promise<T>): Promise<T | undefined>;
}

interface Patience {
  /** Epoch ms until which a turn is waited for. */
  readonly turnBy: number;
  /** Epoch ms after which the work must send nothing, whenever its turn came. */
  readonly deadline: number;
}
