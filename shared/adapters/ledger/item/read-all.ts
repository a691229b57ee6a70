import type { Item, ItemRange, ItemStore } from '../../../ports/items.ts';

/** The items of a range, page by page, as long as the caller takes them. */
export async function* readAll(items: ItemStore, range: Omit<ItemRange, 'cursor'>): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page = await items.query({ ...range, cursor });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
