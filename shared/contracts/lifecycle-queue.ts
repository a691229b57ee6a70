/**
 * The lifecycle queue's own rules, for the stack that makes it and the function that reads it. The function parks at the last but
 * one receive, so that nothing reaches the dead-letter queue without a reason. More than
 * `maxConcurrency` batches at once would only wait for each other: all share a target's requests of a minute.
 */
export const LIFECYCLE_QUEUE = { maxReceiveCount: 6, batchSize: 10, maxConcurrency: 10 } as const;
