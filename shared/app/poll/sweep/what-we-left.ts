import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { LeftAccount } from '../../../ports/ledger/per-target/left.ts';

/** What our last receipts left on a target, by account id. */
export type WhatWeLeft = ReadonlyMap<string, LeftAccount>;

/** Reads it once for all pages that follow. An account that comes later than this is compared by the next sweep. */
export async function readWhatWeLeft(target: string, { left }: Pick<Ledger, 'left'>): Promise<WhatWeLeft> {
  const all = new Map<string, LeftAccount>();
  let cursor: string | undefined;
  do {
    const page = await left.list(target, cursor);
    for (const account of page.accounts) all.set(account.accountId, account);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}
