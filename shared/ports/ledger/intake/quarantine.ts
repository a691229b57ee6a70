/** An authentic delivery that could not be understood. */
export interface QuarantinedDelivery {
  readonly id: string;
  readonly connection: string;
  /** Why, without quoting it. */
  readonly because: string;
  /** The raw bytes as they came. */
  readonly body: Uint8Array;
  /** Those that its connection reads: with the body they make the same events of it, under the same ids. */
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch ms; with `turn` its receipt. */
  readonly receivedAt: number;
  /** Absent for one that was kept before this was. */
  readonly turn?: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** What is kept of a delivery that an operator discarded, until its time in quarantine would have ended. */
export interface DiscardedDelivery extends Omit<QuarantinedDelivery, 'body' | 'headers'> {
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly discardedAt: number;
}

export interface Quarantine {
  put(delivery: QuarantinedDelivery): Promise<void>;
  get(id: string): Promise<QuarantinedDelivery | undefined>;
  list(limit: number): Promise<readonly Omit<QuarantinedDelivery, 'body' | 'headers'>[]>;
  /** When the one that came first was received, in epoch ms; undefined when there is none. */
  oldest(): Promise<number | undefined>;
  /** Deletes a delivery and its bytes; who did, and why, is kept. */
  discard(delivery: DiscardedDelivery): Promise<void>;
  /** The newest first. */
  listDiscarded(limit: number): Promise<readonly DiscardedDelivery[]>;
  /** Once it was understood whole; its bytes are gone then. */
  remove(delivery: Pick<QuarantinedDelivery, 'id' | 'receivedAt'>): Promise<void>;
}
