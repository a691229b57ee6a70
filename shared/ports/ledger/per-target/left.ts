import type { Left, LeftChange } from '../../../domain/worker/left.ts';

/** What our last receipt left of one account, and which worker manages it, or left and is not to come back by it. */
export interface LeftAccount {
  readonly accountId: string;
  readonly workerKey: string;
  /** The worker's version that said so. */
  readonly version: number;
  readonly left: Left;
  /** It is not ours: it answered to an address of this leaver. */
  readonly isForeign?: boolean;
}

/**
 * What our last receipts left of every managed account, and of those that answered to a leaver's address, packed: many accounts an item, so that a sweep compares a whole target without
 * an item for each. Written by provision from the worker's outbox. An account may be missing: then only its worker's item shows it.
 */
export interface LeftAccounts {
  /**
   * Takes in what a worker's commit says. Safe to repeat, in any order: what the same worker's commit wrote at a greater version stays, and what
   * the worker who manages an account said of it stands beside whatever another worker says of an account that is not ours.
   */
  write(target: string, changes: readonly LeftChange[]): Promise<void>;
  /** All accounts of a target, a page at a time, in no order. */
  list(target: string, cursor?: string): Promise<{ readonly accounts: readonly LeftAccount[]; readonly next?: string }>;
}
