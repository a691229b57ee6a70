import * as z from 'zod/mini';

import type { Limits } from '../../../ports/ledger/per-target/limits.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

interface Places {
  /** workerKey and when (epoch ms); one a worker. */
  readonly taken: readonly (readonly [workerKey: string, at: number])[];
}

const KIND: ItemKind<Places> = {
  name: 'limit',
  schema: 1,
  shape: z.object({ taken: z.array(z.tuple([z.string(), z.number()])) } satisfies Fields<Places>),
};

/** So many places fit into an item with room to spare. A larger limit counts as this one; a worker who passes without a place is not counted. */
const MOST_PLACES = 5_000;

/** Places that have left the window are dropped by the next reservation, so one target and kind has one window. */
export function ledgerLimits(parts: LedgerParts): Limits {
  const keyOf = (target: string, kind: string) => ({ pk: keyText('limit', target, kind), sk: 'limit' });

  return {
    reserve: ({ target, kind, workerKey, now, windowMs, max }) =>
      changeItem<Places, 'reserved' | 'full'>(parts, {
        kind: KIND,
        key: keyOf(target, kind),
        decide: (current) => {
          const taken = (current?.taken ?? []).filter(([, at]) => at >= now - windowMs);
          if (taken.some(([holder]) => holder === workerKey)) return { answer: 'reserved' };
          if (taken.length >= max) return { answer: 'full' };
          if (taken.length >= MOST_PLACES) return { answer: max === Number.MAX_SAFE_INTEGER ? 'reserved' : 'full' };
          return { answer: 'reserved', write: { taken: [...taken, [workerKey, now]] } };
        },
      }),
    count: async (target, kind, since) => {
      const item = await parts.items.get(keyOf(target, kind));
      const taken = item ? decode(KIND, item).taken : [];
      return new Set(taken.filter(([, at]) => at >= since).map(([workerKey]) => workerKey)).size;
    },
  };
}
