/** The ledger's one table: infra creates it from this, the adapter reads and writes by it. */
export const LEDGER_TABLE = {
  partitionKey: { name: 'pk', type: 'S' },
  sortKey: { name: 'sk', type: 'S' },
  /** Sparse: holds only items that carry both attributes. Keys only, so that a change of the body costs it nothing. */
  dueIndex: {
    name: 'due',
    partitionKey: { name: 'duePartition', type: 'S' },
    sortKey: { name: 'dueAt', type: 'N' },
    projection: 'KEYS_ONLY',
  },
  /** Epoch seconds, as DynamoDB wants it; the exact instant is in `expiresAt`. */
  timeToLive: 'ttl',
} as const;
