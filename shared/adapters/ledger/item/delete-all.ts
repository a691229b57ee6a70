import type { ItemRange, ItemStore } from '../../../ports/items.ts';
import { inFlightLimit } from '../../../runtime/in-flight.ts';
import { readAll } from './read-all.ts';

const AT_ONCE = 10;

/** Deletes every item of a range, some at once. */
export async function deleteAll(items: ItemStore, range: Omit<ItemRange, 'cursor'>): Promise<void> {
  const inFlight = inFlightLimit(AT_ONCE);
  const deletions: Promise<unknown>[] = [];
  for await (const key of readAll(items, range)) deletions.push(inFlight(() => items.delete(key, 'any')));
  await Promise.all(deletions);
}
