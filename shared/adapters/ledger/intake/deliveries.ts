import * as z from 'zod/mini';

import { RetryableError } from '../../../domain/failure.ts';
import type { Deliveries } from '../../../ports/ledger/intake/deliveries.ts';
import { isExpired } from '../item/expiry.ts';
import { decode, encode, type Fields, type ItemKind, versionOf } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

interface Delivery {
  readonly eventIds: readonly string[];
  readonly at: number;
}

const KIND: ItemKind<Delivery> = {
  name: 'delivery',
  schema: 1,
  shape: z.object({ eventIds: z.array(z.string()), at: z.number() } satisfies Fields<Delivery>),
};

interface First {
  readonly content: string;
}

const FIRST: ItemKind<First> = {
  name: 'event id',
  schema: 1,
  shape: z.object({ content: z.string() } satisfies Fields<First>),
};

const ATTEMPTS = 5;

/** Ids that are kept of one delivery, for `explain`; nothing that is done depends on them. */
const MOST_IDS = 4_000;

export function ledgerDeliveries({ items, clock }: LedgerParts): Deliveries {
  const keyOf = (digest: string) => ({ pk: keyText('delivery', digest), sk: 'delivery' });

  const eventsOf = async (digest: string): Promise<readonly string[] | undefined> => {
    const item = await items.get(keyOf(digest));
    return item && !isExpired(item, clock) ? decode(KIND, item).eventIds : undefined;
  };

  const firstKey = (eventId: string) => ({ pk: keyText('event-id', eventId), sk: 'first' });

  return {
    eventsOf,
    firstUnder: async (eventId, content, expiresAt) => {
      const item = encode(FIRST, { ...firstKey(eventId), version: 1, expiresAt, body: { content } });
      if ((await items.put(item, 'absent')) === 'put') return content;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const first = await items.get(firstKey(eventId));
        if (first && !isExpired(first, clock)) return decode(FIRST, first).content;
        const version = versionOf(FIRST.name, first);
        const next = { ...item, version: version + 1 };
        if ((await items.put(next, version === 0 ? 'absent' : { version })) === 'put') return content;
      }
      throw new RetryableError('The record of the first event with this id was changed by other processes too often');
    },
    seen: async (digest) => (await eventsOf(digest)) !== undefined,
    mark: async (digest, eventIds, at, expiresAt) => {
      const body = { eventIds: eventIds.slice(0, MOST_IDS), at };
      await items.put(encode(KIND, { ...keyOf(digest), expiresAt, body }), 'any');
    },
  };
}
