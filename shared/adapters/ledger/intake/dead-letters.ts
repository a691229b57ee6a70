import * as z from 'zod/mini';

import { QUEUE_KEPT_DAYS } from '../../../contracts/cadence.ts';
import type { DeadLetter, DeadLetters } from '../../../ports/ledger/intake/dead-letters.ts';
import { isExpired } from '../item/expiry.ts';
import { decode, encode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText, sortable } from '../item/key-text.ts';
import { readAll } from '../item/read-all.ts';
import type { LedgerParts } from '../ledger-parts.ts';

const KIND: ItemKind<DeadLetter> = {
  name: 'dead letter',
  schema: 1,
  shape: z.object({
    id: z.string(),
    group: z.string(),
    because: z.string(),
    eventId: z.optional(z.string()),
    kind: z.optional(z.string()),
    phase: z.optional(z.string()),
    workerKey: z.optional(z.string()),
    parkedAt: z.number(),
    redriven: z.optional(z.object({ actor: z.string(), at: z.number() })),
  } satisfies Fields<DeadLetter>),
};

const LIST = 'dead-letter';
const DAY_MS = 24 * 60 * 60 * 1_000;
const LYING_MS = QUEUE_KEPT_DAYS * DAY_MS;

/** One list, by when they were parked: a read of one by its id goes through the list. */
export function ledgerDeadLetters({ items, clock }: LedgerParts): DeadLetters {
  async function* newestFirst(limit?: number): AsyncGenerator<DeadLetter> {
    for await (const item of readAll(items, { pk: LIST, order: 'descending', ...(limit !== undefined && { limit }) }))
      if (!isExpired(item, clock)) yield decode(KIND, item);
  }

  async function take(limit: number, isWanted: (letter: DeadLetter) => boolean): Promise<readonly DeadLetter[]> {
    const taken: DeadLetter[] = [];
    if (limit <= 0) return taken;
    for await (const letter of newestFirst(limit)) {
      if (isWanted(letter)) taken.push(letter);
      if (taken.length === limit) break;
    }
    return taken;
  }

  return {
    put: async (letter, expiresAt) => {
      const { id, parkedAt } = letter;
      const key = { pk: LIST, sk: keyText(sortable(parkedAt), id) };
      await items.put(encode(KIND, { ...key, expiresAt, body: letter }), 'any');
    },
    get: async (id) => {
      for await (const letter of newestFirst()) if (letter.id === id) return letter;
      return undefined;
    },
    list: (limit) => {
      const after = clock.now() - LYING_MS;
      return take(limit, ({ redriven, parkedAt }) => redriven === undefined && parkedAt > after);
    },
    listAll: (limit) => take(limit, () => true),
  };
}
