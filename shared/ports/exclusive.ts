/** Work that no two processes may do at once, such as reading and rewriting a record that its owner cannot guard. */
export interface Exclusive {
  /**
   * Waits until no other process works under this key, and then runs `work`, which must send nothing after the instant it is given (epoch
   * ms, at most `deadline`). Answers what `work` does; undefined when its turn had not come by `deadline`. Throws the store's failures.
   */
  run<T extends object>(key: string, deadline: number, work: (until: number) => Promise<T>): Promise<T | undefined>;
}
