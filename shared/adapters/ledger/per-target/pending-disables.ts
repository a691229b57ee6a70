import * as z from 'zod/mini';

import type { PendingDisable, PendingDisables } from '../../../ports/ledger/per-target/pending-disables.ts';
import { decode, encode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

const KIND: ItemKind<PendingDisable> = {
  name: 'pending disable',
  schema: 1,
  shape: z.object({
    accountId: z.string(),
    workerKey: z.string(),
    since: z.number(),
  } satisfies Fields<PendingDisable>),
};

const PAGE = 200;

export function ledgerPendingDisables({ items }: LedgerParts): PendingDisables {
  const partition = (target: string) => keyText('pending-disable', target);
  const keyOf = (target: string, accountId: string) => ({ pk: partition(target), sk: keyText('account', accountId) });

  return {
    watch: async (target, pending) => {
      const item = encode(KIND, { ...keyOf(target, pending.accountId), body: pending });
      if ((await items.put(item, 'absent')) === 'put') return;
      const stored = await items.get(item);
      const before = stored && decode(KIND, stored);
      if (before?.workerKey === pending.workerKey) return;
      await items.put(item, 'any');
    },
    drop: async (target, accountId) => void (await items.delete(keyOf(target, accountId), 'any')),
    list: async (target, cursor) => {
      const page = await items.query({ pk: partition(target), limit: PAGE, cursor });
      return { pending: page.items.map((item) => decode(KIND, item)), ...(page.next && { next: page.next }) };
    },
  };
}
