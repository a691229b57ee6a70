import * as z from 'zod/mini';

import type { ClosedGate, Gates } from '../../ports/ledger/gates.ts';
import { changeItem } from './change-item.ts';
import { decode, encode, type Fields, type ItemKind, versionOf, type Words } from './item-kind.ts';
import { keyText } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';

/** An open gate keeps its item, and with it the version that tells one closing from the next. */
interface Gate {
  readonly closed: ClosedGate | null;
}

const KIND: ItemKind<Gate> = {
  name: 'gate',
  schema: 1,
  shape: z.object({
    closed: z.nullable(
      z.object({
        target: z.string(),
        cause: z.enum({
          'rate-limited': 'rate-limited',
          credentials: 'credentials',
          forbidden: 'forbidden',
          down: 'down',
          deadline: 'deadline',
        } satisfies Words<ClosedGate['cause']>),
        because: z.string(),
        closedAt: z.number(),
        closedUntil: z.number(),
      } satisfies Fields<ClosedGate>),
    ),
  } satisfies Fields<Gate>),
};

export function ledgerGates(parts: LedgerParts): Gates {
  const { items } = parts;
  const keyOf = (target: string) => ({ pk: keyText('gate', target), sk: 'gate' });

  return {
    read: async (target) => {
      const item = await items.get(keyOf(target));
      return item && (decode(KIND, item).closed ?? undefined);
    },
    close: (gate) =>
      changeItem<Gate, void>(parts, {
        kind: KIND,
        key: keyOf(gate.target),
        decide: (current) => {
          const isLater = gate.closedUntil > (current?.closed?.closedUntil ?? Number.NEGATIVE_INFINITY);
          return { answer: undefined, ...(isLater && { write: { closed: gate } }) };
        },
      }),
    /** True also when the gate has been opened meanwhile. Who loses a race is not let through and does not try again. */
    tryHalfOpen: async (target, now, trialMs) => {
      const item = await items.get(keyOf(target));
      const closed = item && decode(KIND, item).closed;
      if (!closed) return true;
      if (now < closed.closedUntil) return false;
      const version = versionOf(KIND.name, item);
      const body = { closed: { ...closed, closedUntil: now + trialMs } };
      const moved = encode(KIND, { ...keyOf(target), version: version + 1, body });
      return (await items.put(moved, { version })) === 'put';
    },
    open: (target) =>
      changeItem<Gate, void>(parts, {
        kind: KIND,
        key: keyOf(target),
        decide: (current) => ({ answer: undefined, ...(current?.closed && { write: { closed: null } }) }),
      }),
  };
}
