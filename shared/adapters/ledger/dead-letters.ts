import * as z from 'zod/mini';

import type { DeadLetter, DeadLetters } from '../../ports/ledger/dead-letters.ts';
import { decode, encode, type Fields, type ItemKind } from './item-kind.ts';
import { keyText, sortable } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { takeLive } from './take-live.ts';

const KIND: ItemKind<DeadLetter> = {
  name: 'dead letter',
  schema: 1,
  shape: z.object({
    id: z.string(),
    group: z.string(),
    because: z.string(),
    eventId: z.optional(z.string()),
    parkedAt: z.number(),
  } satisfies Fields<DeadLetter>),
};

const LIST = 'dead-letter';
/** SQS keeps a message for 14 days at most; why it was parked is of use for longer. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1_000;

/** Lists the newest first. */
export function ledgerDeadLetters({ items, clock }: LedgerParts): DeadLetters {
  return {
    put: async (letter) => {
      const { id, parkedAt } = letter;
      const key = { pk: LIST, sk: keyText(sortable(parkedAt), id) };
      await items.put(encode(KIND, { ...key, expiresAt: parkedAt + KEPT_MS, body: letter }), 'any');
    },
    list: async (limit) =>
      (await takeLive({ items, clock }, { pk: LIST, order: 'descending' }, limit)).map((item) => decode(KIND, item)),
  };
}
