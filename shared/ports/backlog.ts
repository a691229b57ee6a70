/** The messages in the lifecycle queue. */
export interface Backlog {
  /** Throws `RetryableError` where the queue does not say; the figures are those that SQS calls approximate. */
  read(): Promise<QueueFigures>;
}

interface QueueFigures {
  /** Messages that no function has been handed yet. */
  readonly waiting: number;
  /** Messages that a function works on now, or that come back to it. */
  readonly inWork: number;
}
