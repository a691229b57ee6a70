import type { Account } from '../../../domain/account/account.ts';

/** What poll saw of an account, last. */
export interface InventoryRecord {
  readonly target: string;
  readonly account: Account;
  /** Counts changes of this record, and drift that was reported of it, from 1; part of the ids of events about it. */
  readonly version: number;
  /** The sweep that saw it, and when (epoch ms). */
  readonly sweepId: string;
  readonly seenAt: number;
  /** Set once its absence was proven, epoch ms. */
  readonly removedAt?: number;
  /** Marks of the differences from our last receipt that were reported last, at most one a field; absent while there are none. */
  readonly drift?: readonly string[];
}

export interface Inventory {
  get(target: string, accountIds: readonly string[]): Promise<ReadonlyMap<string, InventoryRecord>>;
  /**
   * Writes when the stored version is `record.version - 1`, or the same with nothing else changed. Who has just read what is stored says so
   * (`null`: nothing is), and spares another read; who then lost to another writer hears `stale`.
   */
  put(record: InventoryRecord, known?: InventoryRecord | null): Promise<'put' | 'stale'>;
  /** All records of a target, a page at a time. */
  list(
    target: string,
    cursor?: string,
  ): Promise<{ readonly records: readonly InventoryRecord[]; readonly next?: string }>;
}
