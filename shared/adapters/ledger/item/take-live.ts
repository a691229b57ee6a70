import type { Item, ItemRange } from '../../../ports/items.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { isExpired } from './expiry.ts';
import { readAll } from './read-all.ts';

/** The first items of a range that have not expired. */
export async function takeLive(
  { items, clock }: Pick<LedgerParts, 'items' | 'clock'>,
  range: Omit<ItemRange, 'cursor' | 'limit'>,
  limit: number,
): Promise<readonly Item[]> {
  const taken: Item[] = [];
  if (limit <= 0) return taken;
  for await (const item of readAll(items, { ...range, limit })) {
    if (!isExpired(item, clock)) taken.push(item);
    if (taken.length === limit) break;
  }
  return taken;
}
