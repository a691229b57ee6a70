/** Who a source key, or a work e-mail, belongs to. The first writer decides, and every call answers who that was. */
export interface Links {
  workerOf(sourceKey: string): Promise<string | undefined>;
  /** Links a source key unless it is linked; answers the workerKey that holds it. */
  link(sourceKey: string, workerKey: string): Promise<string>;
  /** Links a source key to another worker than the one who has it. */
  relink(sourceKey: string, workerKey: string): Promise<void>;
  /** Forgets a source key of this worker; one that is another worker's stays theirs. */
  unlink(sourceKey: string, workerKey: string): Promise<void>;
  /** Takes a work e-mail (normalised) unless it is taken; answers the workerKey that holds it. */
  claimEmail(email: string, workerKey: string): Promise<string>;
  workerByEmail(email: string): Promise<string | undefined>;
  /** Remembers that HR stated a work e-mail for a worker, also where another one holds it; of those who came later the last five are kept. */
  stateEmail(email: string, workerKey: string): Promise<void>;
  /** Every worker for whom HR is known to have stated a work e-mail: the holder first, then who came later. */
  workersByEmail(email: string): Promise<readonly string[]>;
  /** Forgets that a work e-mail was ever this worker's. */
  forgetEmail(email: string, workerKey: string): Promise<void>;
}
