import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

import type { MetValue, MetValues } from '../../../ports/ledger/intake/met-values.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

type Shown = Pick<MetValue, 'value' | 'at'>;

interface Met {
  /** The beginning of each value's hash. */
  readonly known: readonly string[];
  /** The newest, in words. */
  readonly newest: readonly Shown[];
}

const KIND: ItemKind<Met> = {
  name: 'met values',
  schema: 1,
  shape: z.object({
    known: z.array(z.string()),
    newest: z.array(z.object({ value: z.string(), at: z.number() } satisfies Fields<Shown>)),
  } satisfies Fields<Met>),
};

const MOST_KNOWN = 2_000;
const MOST_SHOWN = 20;

export function ledgerMetValues(parts: LedgerParts): MetValues {
  const keyOf = (attribute: string) => ({ pk: 'met-values', sk: keyText('attribute', attribute) });
  return {
    meet: ({ attribute, value, at }) =>
      changeItem<Met, void>(parts, {
        kind: KIND,
        key: keyOf(attribute),
        decide: (current = { known: [], newest: [] }) => {
          const hash = createHash('sha256').update(value).digest('hex').slice(0, 12);
          if (current.known.includes(hash) || current.known.length >= MOST_KNOWN) return { answer: undefined };
          const newest = [{ value, at }, ...current.newest].slice(0, MOST_SHOWN);
          return { answer: undefined, write: { known: [...current.known, hash], newest } };
        },
      }),
    metAfter: async (attributes, instant) => {
      const found = await Promise.all(
        attributes.map(async (attribute) => {
          const item = await parts.items.get(keyOf(attribute));
          return (item ? decode(KIND, item).newest : []).map((one) => ({ attribute, ...one }));
        }),
      );
      return found
        .flat()
        .filter(({ at }) => at > instant)
        .sort((a, b) => b.at - a.at);
    },
  };
}
