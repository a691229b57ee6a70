import * as z from 'zod/mini';

import { RetryableError } from '../../../domain/failure.ts';
import type { ItemKey, ItemStore } from '../../../ports/items.ts';
import { decode, encode, type Fields, type ItemKind } from './item-kind.ts';

interface Holding {
  readonly workerKey: string;
}

/** Items that say which worker has something. The first to write decides, until it is given to another. */
export function firstHolder(items: ItemStore, name: string) {
  const kind: ItemKind<Holding> = {
    name,
    schema: 1,
    shape: z.object({ workerKey: z.string() } satisfies Fields<Holding>),
  };

  const holderOf = async (key: ItemKey): Promise<string | undefined> => {
    const item = await items.get(key);
    return item && decode(kind, item).workerKey;
  };

  return {
    holderOf,
    /** Makes it another worker's. */
    give: async (key: ItemKey, workerKey: string): Promise<void> => {
      await items.put(encode(kind, { ...key, body: { workerKey } }), 'any');
    },
    /** Forgets that this worker has it; another worker keeps it. */
    release: async (key: ItemKey, workerKey: string): Promise<void> => {
      if ((await holderOf(key)) === workerKey) await items.delete(key, 'any');
    },
    /** Answers the workerKey that has it from now on. */
    take: async (key: ItemKey, workerKey: string): Promise<string> => {
      if ((await items.put(encode(kind, { ...key, body: { workerKey } }), 'absent')) === 'put') return workerKey;
      const holder = await holderOf(key);
      if (holder === undefined) throw new RetryableError(`The ${name} item ${key.pk} was deleted while it was read`);
      return holder;
    },
  };
}
