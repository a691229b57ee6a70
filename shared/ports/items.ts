export interface ItemKey {
  /** The partition: what is read together has one. */
  readonly pk: string;
  /** Sorted within its partition by the bytes of its UTF-8 text. */
  readonly sk: string;
}

export interface Item extends ItemKey {
  /** Version of the body's shape. */
  readonly schema: number;
  /** Counts writes, for those who write only what they have read. */
  readonly version?: number;
  /** Epoch ms. The store may keep and return an expired item for days: every reader checks. */
  readonly expiresAt?: number;
  /** Lists the item in the due index. */
  readonly due?: DueEntry;
  /** What JSON can carry; anything else does not come back. */
  readonly body: object;
  /** Raw bytes beside the body. */
  readonly bytes?: Uint8Array;
}

export interface DueEntry {
  readonly partition: string;
  /** Epoch ms. */
  readonly at: number;
}

/** An item as the due index lists it. */
export interface DueKey extends ItemKey {
  /** Epoch ms. */
  readonly at: number;
}

export type PutCondition = 'any' | 'absent' | { readonly version: number };

export interface ItemRange {
  readonly pk: string;
  /** All of the partition when absent. `from` and `to` are both included. */
  readonly sk?: { readonly prefix: string } | { readonly from: string; readonly to: string };
  /** `ascending` unless said otherwise. */
  readonly order?: 'ascending' | 'descending';
  /** A page is never longer, and may be shorter for the store's own reasons. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

interface ItemPage {
  readonly items: readonly Item[];
  /** Absent after the last page, and only then; the page it leads to may be empty. May be stored. */
  readonly next?: string;
}

/**
 * Items of one table. There are writes of single items only, each whole, and no transactions. Reads see every write that
 * was answered before, except those of the due index, which may lag behind.
 *
 * Every call throws `RetryableError` when the store does not answer and `PermanentError` for an item it can never take, for
 * instance one above 400 KB. A write may be repeated: one whose answer was lost is recognised as our own, unless another process
 * wrote the item again meanwhile; then it answers `refused`, and the caller reads.
 */
export interface ItemStore {
  get(key: ItemKey): Promise<Item | undefined>;
  put(item: Item, when: PutCondition): Promise<'put' | 'refused'>;
  /** An item that is not there is `deleted`, whatever the condition. */
  delete(key: ItemKey, when: 'any' | { readonly version: number }): Promise<'deleted' | 'refused'>;
  query(range: ItemRange): Promise<ItemPage>;
  /** Items due before an instant (epoch ms), the longest due first. */
  due(partition: string, before: number, limit: number): Promise<readonly DueKey[]>;
  /**
   * Moves an item within the due index, and changes nothing else of it: its version stays. `refused` unless its entry there is still
   * `from`. A put writes the entry that its item says, over whatever a move made of it.
   */
  moveDue(key: ItemKey, from: DueEntry, to: DueEntry): Promise<'moved' | 'refused'>;
}
