/** A message that was parked, and why. */
export interface DeadLetter {
  readonly id: string;
  /** The message group, which is a source key or names the job. */
  readonly group: string;
  /** A sentence for a person; nothing personal. */
  readonly because: string;
  /** Id, kind and phase of the event in it, when it could be read. */
  readonly eventId?: string;
  readonly kind?: string;
  readonly phase?: string;
  /** The worker whom a reminder names. */
  readonly workerKey?: string;
  readonly parkedAt: number;
  /** Who had it sent again, and when. It lies in the queue no longer. */
  readonly redriven?: { readonly actor: string; readonly at: number };
}

export interface DeadLetters {
  /** Also to say that one was redriven. Kept until `expiresAt` (epoch ms). */
  put(letter: DeadLetter, expiresAt: number): Promise<void>;
  get(id: string): Promise<DeadLetter | undefined>;
  /** Those that lie in the queue, as far as we know: not redriven, and no older than it keeps them. The newest first. */
  list(limit: number): Promise<readonly DeadLetter[]>;
  /** All that are kept, the newest first. */
  listAll(limit: number): Promise<readonly DeadLetter[]>;
}
