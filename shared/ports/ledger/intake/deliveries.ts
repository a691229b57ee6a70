/** Deliveries whose events are on the queue, written after the send; and what was said first under each event's id, before it. */
export interface Deliveries {
  seen(digest: string): Promise<boolean>;
  /** Kept until `expiresAt` (epoch ms). */
  mark(digest: string, eventIds: readonly string[], at: number, expiresAt: number): Promise<void>;
  /**
   * Answers the digest of what was said first under an event's id; the caller who asks first says it. Kept until `expiresAt` (epoch ms), then the
   * id is free again.
   */
  firstUnder(eventId: string, content: string, expiresAt: number): Promise<string>;
  /** What a delivery became. */
  eventsOf(digest: string): Promise<readonly string[] | undefined>;
}
