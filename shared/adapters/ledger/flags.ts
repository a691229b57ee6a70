import * as z from 'zod/mini';

import type { Flags, Mode } from '../../ports/ledger/flags.ts';
import { decode, encode, type Fields, type ItemKind, type Words } from './item-kind.ts';
import { keyText } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';

interface ModeFlag {
  readonly mode: Mode;
  readonly actor: string;
  readonly at: number;
}

interface WritesFlag {
  readonly off: boolean;
  readonly actor: string;
  readonly at: number;
}

const MODE: ItemKind<ModeFlag> = {
  name: 'mode',
  schema: 1,
  shape: z.object({
    mode: z.enum({ observe: 'observe', pilot: 'pilot', enforce: 'enforce' } satisfies Words<Mode>),
    actor: z.string(),
    at: z.number(),
  } satisfies Fields<ModeFlag>),
};

const WRITES: ItemKind<WritesFlag> = {
  name: 'writes switch',
  schema: 1,
  shape: z.object({ off: z.boolean(), actor: z.string(), at: z.number() } satisfies Fields<WritesFlag>),
};

const WRITES_KEY = { pk: 'flag', sk: 'writes' };

/** The last to turn a switch wins. */
export function ledgerFlags({ items }: LedgerParts): Flags {
  const modeKey = (target: string) => ({ pk: 'flag', sk: keyText('mode', target) });

  return {
    modeOf: async (target) => {
      const item = await items.get(modeKey(target));
      return item ? decode(MODE, item).mode : 'observe';
    },
    setMode: async (target, mode, actor, at) => {
      await items.put(encode(MODE, { ...modeKey(target), body: { mode, actor, at } }), 'any');
    },
    writesOff: async () => {
      const item = await items.get(WRITES_KEY);
      return item ? decode(WRITES, item).off : false;
    },
    setWritesOff: async (off, actor, at) => {
      await items.put(encode(WRITES, { ...WRITES_KEY, body: { off, actor, at } }), 'any');
    },
  };
}
