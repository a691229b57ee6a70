import type { VersionedTable } from '../../kit/versioned-table.ts';

/** One write to a table: what stood there before, and what stands there now. */
export interface Change<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
  /** Epoch ms. */
  readonly at: number;
}

/** The table, which tells of each write once it is made; removing what is not there is none. */
export function observedTable<T extends { readonly id: string }>(
  table: VersionedTable<T>,
  told: (change: Change<T>) => void,
): VersionedTable<T> {
  return {
    ...table,
    put(after, at) {
      const before = table.get(after.id);
      table.put(after, at);
      told({ before, after, at });
    },
    remove(id, at) {
      const before = table.get(id);
      table.remove(id, at);
      if (before !== undefined) told({ before, after: undefined, at });
    },
  };
}
