import { createHash } from 'node:crypto';

import type { ItemStore } from '../../../ports/items.ts';
import type { Workers } from '../../../ports/ledger/people/workers.ts';
import { keyText } from '../item/key-text.ts';

/** So many partitions share the writes of an import and the reads of a listing. */
const SHARDS = 16;
const PAGE = 1_000;

/** Who there is. Nothing else finds a worker who is not due, for workers have no common partition. */
export function workerDirectory(items: ItemStore) {
  const partition = (shard: number) => keyText('directory', String(shard));

  return {
    /** Before the worker's first commit; entering a worker again changes nothing. */
    enter: async (key: string): Promise<void> => {
      const shard = createHash('sha256').update(key).digest().readUInt8(0) % SHARDS;
      await items.put({ pk: partition(shard), sk: key, schema: 1, body: {} }, 'any');
    },
    list: (async (text = '0') => {
      const [, number = '0', cursor] = /^(\d+) ?(.*)$/s.exec(text) ?? [];
      const shard = Number(number);
      const page = await items.query({ pk: partition(shard), limit: PAGE, ...(cursor && { cursor }) });
      const after = page.next ? `${shard} ${page.next}` : String(shard + 1);
      return { keys: page.items.map(({ sk }) => sk), ...((page.next || shard + 1 < SHARDS) && { next: after }) };
    }) satisfies Workers['list'],
  };
}
