import type { Receipt, ReceiptHeader } from '../../../domain/receipt.ts';

/** Chains of receipts, one a worker, append-only. */
export interface Receipts {
  /** Writes header and payload at the header's position unless another process wrote it first. */
  append(receipt: Receipt): Promise<'appended' | 'taken'>;
  /** The chain from a position on, in order. */
  chain(workerKey: string, from?: number): Promise<readonly Receipt[]>;
  /** The last header of the chain; undefined for an empty one. */
  last(workerKey: string): Promise<ReceiptHeader | undefined>;
  /** Deletes the payloads of a worker at the positions below `before`, or all of them; headers stay and still verify. */
  erase(workerKey: string, before?: number): Promise<void>;
}
