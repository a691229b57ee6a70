import * as z from 'zod/mini';

import type { BudgetShare, Budgets, Spending, Spent } from '../../../ports/ledger/per-target/budgets.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

interface Minute extends Spent {
  /** Minutes since the epoch. */
  readonly minute: number;
}

const KIND: ItemKind<Minute> = {
  name: 'budget',
  schema: 2,
  shape: z.object({
    minute: z.number(),
    leavers: z.number(),
    others: z.number(),
    perWorker: z.object({ leavers: z.optional(z.number()), others: z.optional(z.number()) } satisfies Fields<
      Record<BudgetShare, number | undefined>
    >),
  } satisfies Fields<Minute>),
  upgrade: (previous) => {
    const { minute, requests } = previous as { readonly minute?: number; readonly requests?: number };
    return { minute, leavers: 0, others: requests, perWorker: {} };
  },
};

const MINUTE_MS = 60_000;
/** How much one batch says of what a worker costs. */
const WEIGHT = 0.25;

export function ledgerBudgets(parts: LedgerParts): Budgets {
  const keyOf = (target: string) => ({ pk: keyText('budget', target), sk: 'budget' });

  const inMinute = (current: Minute | undefined, minute: number): Minute =>
    current?.minute === minute ? current : { minute, leavers: 0, others: 0, perWorker: current?.perWorker ?? {} };

  return {
    spent: async (target, now) => {
      const item = await parts.items.get(keyOf(target));
      const { minute: _, ...spent } = inMinute(item && decode(KIND, item), Math.floor(now / MINUTE_MS));
      return spent;
    },
    spend: (target, spending, now) =>
      changeItem<Minute, void>(parts, {
        kind: KIND,
        key: keyOf(target),
        decide: (current) => ({
          write: after(inMinute(current, Math.floor(now / MINUTE_MS)), spending),
          answer: undefined,
        }),
      }),
  };
}

function after(minute: Minute, { share, requests, workers = 0 }: Spending): Minute {
  const before = minute.perWorker[share];
  const seen = requests / workers;
  const perWorker =
    workers > 0
      ? { ...minute.perWorker, [share]: before === undefined ? seen : before + WEIGHT * (seen - before) }
      : minute.perWorker;
  return { ...minute, [share]: minute[share] + requests, perWorker };
}
