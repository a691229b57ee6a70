import * as z from 'zod/mini';

import type { Checkpoints } from '../../ports/ledger/checkpoints.ts';
import { changeItem } from './item/change-item.ts';
import { decode, encode, type Fields, type ItemKind, versionOf } from './item/item-kind.ts';
import { keyText } from './item/key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';

interface Checkpoint {
  readonly value: string;
}

interface Lease {
  readonly holder: string;
  readonly until: number;
}

const CHECKPOINT: ItemKind<Checkpoint> = {
  name: 'checkpoint',
  schema: 1,
  shape: z.object({ value: z.string() } satisfies Fields<Checkpoint>),
};

const LEASE: ItemKind<Lease> = {
  name: 'lease',
  schema: 1,
  shape: z.object({ holder: z.string(), until: z.number() } satisfies Fields<Lease>),
};

export function ledgerCheckpoints(parts: LedgerParts): Checkpoints {
  const { items } = parts;
  const keyOf = (name: string, sk: 'checkpoint' | 'lease') => ({ pk: keyText('checkpoint', name), sk });

  return {
    load: async (name) => {
      const item = await items.get(keyOf(name, 'checkpoint'));
      return item && { value: decode(CHECKPOINT, item).value, version: versionOf(CHECKPOINT.name, item) };
    },
    save: async (name, value, version) => {
      const item = encode(CHECKPOINT, { ...keyOf(name, 'checkpoint'), version: version + 1, body: { value } });
      const answer = await items.put(item, version === 0 ? 'absent' : { version });
      return answer === 'put' ? 'saved' : 'stale';
    },
    lease: (name, holder, now, until) =>
      changeItem<Lease, boolean>(parts, {
        kind: LEASE,
        key: keyOf(name, 'lease'),
        decide: (current) => {
          const isTaken = current !== undefined && current.holder !== holder && current.until > now;
          return isTaken ? { answer: false } : { answer: true, write: { holder, until } };
        },
      }),
  };
}
