import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import type { Item, ItemStore } from '../../shared/ports/items.ts';

export interface RestorableItems {
  readonly items: ItemStore;
  /** All that is there now. */
  backup(): readonly Item[];
  /** From now on there is what the backup has, and nothing else. */
  restore(backup: readonly Item[]): Promise<void>;
}

/** A table that can be lost, and restored from a copy. */
export function restorableItems(): RestorableItems {
  let current = memoryItems();
  let copy = new Map<string, Item>();
  const nameOf = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>) => `${pk} ${sk}`;
  return {
    items: {
      get: (key) => current.get(key),
      put: async (item, when) => {
        const answer = await current.put(item, when);
        if (answer === 'put') copy.set(nameOf(item), item);
        return answer;
      },
      delete: async (key, when) => {
        const answer = await current.delete(key, when);
        if (answer === 'deleted') copy.delete(nameOf(key));
        return answer;
      },
      query: (range) => current.query(range),
      due: (partition, before, limit) => current.due(partition, before, limit),
      moveDue: async (key, from, to) => {
        const answer = await current.moveDue(key, from, to);
        const known = copy.get(nameOf(key));
        if (answer === 'moved' && known) copy.set(nameOf(key), { ...known, due: to });
        return answer;
      },
    },
    backup: () => [...copy.values()].map((item) => structuredClone(item)),
    restore: async (backup) => {
      current = memoryItems();
      copy = new Map();
      for (const item of backup) {
        await current.put(item, 'any');
        copy.set(nameOf(item), item);
      }
    },
  };
}
