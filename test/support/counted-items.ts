import type { ItemStore } from '../../shared/ports/items.ts';

/** A store of items, and how many changes it has taken so far; what it refused is none. */
export function countedItems(items: ItemStore): { readonly items: ItemStore; readonly changes: () => number } {
  let changes = 0;
  const counted = async <T extends string>(write: Promise<T>): Promise<T> => {
    const answer = await write;
    if (answer !== 'refused') changes++;
    return answer;
  };
  return {
    changes: () => changes,
    items: {
      ...items,
      put: (item, when) => counted(items.put(item, when)),
      delete: (key, when) => counted(items.delete(key, when)),
      moveDue: (key, from, to) => counted(items.moveDue(key, from, to)),
    },
  };
}
