/** What a caller grants one call. */
export interface Call {
  /** Epoch ms after which nothing is sent and no call waits any more. */
  readonly deadline: number;
  /** An operator waits for it: the first request is sent although the gate of the target is closed. Its answer counts like any other. */
  readonly insists?: boolean;
  /** Called for every request that was sent, for budgets and receipts. */
  readonly onRequest?: (request: SentRequest) => void;
}

/** Ids and figures only, fit for a log line. */
export interface SentRequest {
  readonly operation: string;
  /** The same for all attempts of one call. */
  readonly requestId: string;
  readonly attempt: number;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly ms: number;
  /** What the answer said of the target's request limit, by header in lower case; absent when it said nothing. */
  readonly limits?: Readonly<Record<string, string>>;
}
