/** A message that was parked, and why. */
export interface DeadLetter {
  readonly id: string;
  /** The message group, which is a source key or names the job. */
  readonly group: string;
  /** A sentence for a person; nothing personal. */
  readonly because: string;
  /** Id of the event in it, when it could be read. */
  readonly eventId?: string;
  readonly parkedAt: number;
}

export interface DeadLetters {
  put(letter: DeadLetter): Promise<void>;
  list(limit: number): Promise<readonly DeadLetter[]>;
}
