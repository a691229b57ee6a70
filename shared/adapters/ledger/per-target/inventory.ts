import { isDeepStrictEqual } from 'node:util';

import * as z from 'zod/mini';

import type { Inventory, InventoryRecord } from '../../../ports/ledger/per-target/inventory.ts';
import { inFlightLimit } from '../../../runtime/in-flight.ts';
import { decode, encode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { account } from '../shape/account-shape.ts';

const KIND: ItemKind<InventoryRecord> = {
  name: 'inventory',
  schema: 2,
  shape: z.object({
    target: z.string(),
    account,
    version: z.number(),
    sweepId: z.string(),
    seenAt: z.number(),
    removedAt: z.optional(z.number()),
    drift: z.optional(z.array(z.string())),
  } satisfies Fields<InventoryRecord>),
};

const PAGE = 200;
const READS_AT_ONCE = 20;

/** A put of the same version with the same account may bring a new sweep and time: seen again, nothing changed. */
export function ledgerInventory({ items }: LedgerParts): Inventory {
  const partition = (target: string) => keyText('inventory', target);
  const keyOf = (target: string, accountId: string) => ({ pk: partition(target), sk: keyText('account', accountId) });

  const read = async (target: string, accountId: string): Promise<InventoryRecord | undefined> => {
    const item = await items.get(keyOf(target, accountId));
    return item && decode(KIND, item);
  };

  return {
    get: async (target, accountIds) => {
      const inFlight = inFlightLimit(READS_AT_ONCE);
      const records = await Promise.all(accountIds.map((id) => inFlight(() => read(target, id))));
      return new Map(records.filter((record) => record !== undefined).map((record) => [record.account.id, record]));
    },
    put: async (record, known) => {
      const stored = known === undefined ? await read(record.target, record.account.id) : (known ?? undefined);
      const storedVersion = stored?.version ?? 0;
      const isNext = storedVersion === record.version - 1;
      if (!isNext && !(stored && isSeenAgain(stored, record))) return 'stale';
      const item = encode(KIND, { ...keyOf(record.target, record.account.id), version: record.version, body: record });
      const answer = await items.put(item, stored ? { version: storedVersion } : 'absent');
      return answer === 'put' ? 'put' : 'stale';
    },
    list: async (target, cursor) => {
      const page = await items.query({ pk: partition(target), limit: PAGE, cursor });
      return { records: page.items.map((item) => decode(KIND, item)), ...(page.next && { next: page.next }) };
    },
  };
}

function isSeenAgain(stored: InventoryRecord, record: InventoryRecord): boolean {
  const { version, account: seen, removedAt, drift } = record;
  return (
    stored.version === version &&
    stored.removedAt === removedAt &&
    isDeepStrictEqual(stored.drift, drift) &&
    isDeepStrictEqual(stored.account, JSON.parse(JSON.stringify(seen)))
  );
}
