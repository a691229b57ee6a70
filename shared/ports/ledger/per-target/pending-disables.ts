/** An open invitation of a leaver, which cannot be disabled before it is accepted. */
export interface PendingDisable {
  readonly accountId: string;
  readonly workerKey: string;
  /** Epoch ms: since when it is watched. */
  readonly since: number;
}

/** What poll watches so that a leaver who accepts an invitation is noticed. One item an account. */
export interface PendingDisables {
  /** Keeps the first `since` of an account that is watched already. */
  watch(target: string, pending: PendingDisable): Promise<void>;
  /** One that is not watched is dropped. */
  drop(target: string, accountId: string): Promise<void>;
  /** All of a target, a page at a time. */
  list(
    target: string,
    cursor?: string,
  ): Promise<{ readonly pending: readonly PendingDisable[]; readonly next?: string }>;
}
