import * as z from 'zod/mini';

import type { Budgets } from '../../ports/ledger/budgets.ts';
import { changeItem } from './change-item.ts';
import { decode, type Fields, type ItemKind } from './item-kind.ts';
import { keyText } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';

interface Minute {
  /** Minutes since the epoch. */
  readonly minute: number;
  readonly requests: number;
}

const KIND: ItemKind<Minute> = {
  name: 'budget',
  schema: 1,
  shape: z.object({ minute: z.number(), requests: z.number() } satisfies Fields<Minute>),
};

const MINUTE_MS = 60_000;

export function ledgerBudgets(parts: LedgerParts): Budgets {
  const keyOf = (target: string) => ({ pk: keyText('budget', target), sk: 'budget' });
  const inMinute = (current: Minute | undefined, minute: number) => (current?.minute === minute ? current.requests : 0);

  return {
    spent: async (target, now) => {
      const item = await parts.items.get(keyOf(target));
      return inMinute(item && decode(KIND, item), Math.floor(now / MINUTE_MS));
    },
    spend: (target, requests, now) =>
      changeItem<Minute, void>(parts, {
        kind: KIND,
        key: keyOf(target),
        decide: (current) => {
          const minute = Math.floor(now / MINUTE_MS);
          return { write: { minute, requests: inMinute(current, minute) + requests }, answer: undefined };
        },
      }),
  };
}
