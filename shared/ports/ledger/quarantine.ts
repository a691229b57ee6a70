/** An authentic delivery that could not be understood. */
export interface QuarantinedDelivery {
  readonly id: string;
  readonly connection: string;
  /** Why, without quoting it. */
  readonly because: string;
  /** The raw bytes as they came. */
  readonly body: Uint8Array;
  readonly receivedAt: number;
  /** Epoch ms. */
  readonly expiresAt: number;
}

export interface Quarantine {
  put(delivery: QuarantinedDelivery): Promise<void>;
  get(id: string): Promise<QuarantinedDelivery | undefined>;
  list(limit: number): Promise<readonly Omit<QuarantinedDelivery, 'body'>[]>;
}
