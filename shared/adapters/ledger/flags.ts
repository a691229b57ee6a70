import * as z from 'zod/mini';

import type { Flags, Mode, Pausable, Pause } from '../../ports/ledger/flags.ts';
import { decode, encode, type Fields, type ItemKind, type Words } from './item/item-kind.ts';
import { keyParts, keyText } from './item/key-text.ts';
import { readAll } from './item/read-all.ts';
import type { LedgerParts } from './ledger-parts.ts';

interface ModeFlag {
  readonly mode: Mode;
  readonly actor: string;
  readonly at: number;
}

interface PauseFlag {
  readonly off: boolean;
  readonly actor: string;
  readonly reason: string;
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

const PAUSE: ItemKind<PauseFlag> = {
  name: 'pause switch',
  schema: 1,
  shape: z.object({
    off: z.boolean(),
    actor: z.string(),
    reason: z.string(),
    at: z.number(),
  } satisfies Fields<PauseFlag>),
};

const FLAGS = 'flag';
const TARGET = 'target ';

/** All flags share a partition, so that what is off is one query. */
export function ledgerFlags({ items }: LedgerParts): Flags {
  const modeKey = (target: string) => ({ pk: FLAGS, sk: keyText('mode', target) });
  const turn = async ({ what, ...turned }: Pause, off: boolean): Promise<void> => {
    await items.put(encode(PAUSE, { pk: FLAGS, sk: sortKeyOf(what), body: { off, ...turned } }), 'any');
  };

  return {
    modeOf: async (target) => {
      const item = await items.get(modeKey(target));
      return item ? decode(MODE, item).mode : 'observe';
    },
    setMode: async (target, mode, actor, at) => {
      await items.put(encode(MODE, { ...modeKey(target), body: { mode, actor, at } }), 'any');
    },
    pauses: async () => {
      const pauses: Pause[] = [];
      for await (const item of readAll(items, { pk: FLAGS })) {
        const what = pausableOf(item.sk);
        if (what === undefined) continue;
        const { off, ...turned } = decode(PAUSE, item);
        if (off) pauses.push({ what, ...turned });
      }
      return pauses;
    },
    pause: (pause) => turn(pause, true),
    resume: (resumed) => turn(resumed, false),
  };
}

const isWhole = (what: string): what is 'writes' | 'removals' | 'intake' =>
  what === 'writes' || what === 'removals' || what === 'intake';

const sortKeyOf = (what: Pausable): string => (isWhole(what) ? what : keyText('target', what.slice(TARGET.length)));

function pausableOf(sortKey: string): Pausable | undefined {
  if (isWhole(sortKey)) return sortKey;
  const [kind, target] = keyParts(sortKey);
  return kind === 'target' && target !== undefined ? `${TARGET}${target}` : undefined;
}
