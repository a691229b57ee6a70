/** Deliveries whose events are on the queue, written after the send. */
export interface Deliveries {
  seen(digest: string): Promise<boolean>;
  /** Kept until `expiresAt` (epoch ms). */
  mark(digest: string, eventIds: readonly string[], at: number, expiresAt: number): Promise<void>;
  /** What a delivery became. */
  eventsOf(digest: string): Promise<readonly string[] | undefined>;
}
