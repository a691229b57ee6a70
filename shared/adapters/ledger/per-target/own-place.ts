import * as z from 'zod/mini';

import { DAY_MS, slotOf } from '../../../domain/plan/windows.ts';
import type { Place } from '../../../ports/ledger/per-target/limits.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

interface Stored {
  /** In which slot the worker counts, by counter: a department of before stays until its day is over. At most 12. */
  readonly slots: readonly (readonly [counter: string, slot: number])[];
  /** The slot in which a process began to move the place, and did not say yet that it is done. */
  readonly movedIn?: number;
}

/** Where a worker counts; what can no longer be relied on is left out. */
export interface OwnPlace {
  readonly slots: Readonly<Record<string, number>>;
  readonly isMoving: boolean;
}

const KIND: ItemKind<Stored> = {
  name: 'place',
  schema: 1,
  shape: z.object({
    slots: z.array(z.tuple([z.string(), z.number()])),
    movedIn: z.optional(z.number()),
  } satisfies Fields<Stored>),
};

const MOST_SLOTS = 12;

type Whose = Pick<Place, 'target' | 'kind' | 'workerKey' | 'now'>;

/**
 * Whether a process began to move the place and was cut off so long ago that the counters no longer say if it was done. Then the place
 * is forgotten and the worker counts again: once too often, but never too seldom.
 */
const isLost = ({ movedIn }: Stored, now: number): boolean => movedIn !== undefined && slotOf(now) > movedIn + 1;

/** The place of each worker in the windows of a target and kind, in an item of the worker's own. */
export function ownPlaces(parts: LedgerParts) {
  const keyOf = ({ target, kind, workerKey }: Whose) => ({
    pk: keyText('worker', workerKey),
    sk: keyText('place', target, kind),
  });
  const change = (whose: Whose, decide: (current: Stored) => Stored): Promise<void> =>
    changeItem<Stored, void>(parts, {
      kind: KIND,
      key: keyOf(whose),
      decide: (current = { slots: [] }) => ({ write: decide(current), answer: undefined }),
    });

  return {
    read: async (whose: Whose): Promise<OwnPlace | undefined> => {
      const item = await parts.items.get(keyOf(whose));
      if (!item) return undefined;
      const stored = decode(KIND, item);
      const kept = isLost(stored, whose.now)
        ? []
        : stored.slots.filter(([, slot]) => slot >= slotOf(whose.now - DAY_MS));
      return { slots: Object.fromEntries(kept), isMoving: stored.movedIn !== undefined };
    },
    beginMove: (whose: Whose) =>
      change(whose, (current) =>
        isLost(current, whose.now)
          ? { slots: [], movedIn: slotOf(whose.now) }
          : { ...current, movedIn: current.movedIn ?? slotOf(whose.now) },
      ),
    settle: (whose: Whose, counters: readonly string[]) =>
      change(whose, ({ slots }) => {
        const now = slotOf(whose.now);
        const others = slots.filter(
          ([counter, slot]) => !counters.includes(counter) && slot >= slotOf(whose.now - DAY_MS),
        );
        return { slots: [...others, ...counters.map((counter) => [counter, now] as const)].slice(-MOST_SLOTS) };
      }),
  };
}
