import * as z from 'zod/mini';

import type { Waiting, WaitingLine } from '../../../ports/ledger/per-target/waiting-line.ts';
import { decode, encode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

const KIND: ItemKind<Waiting> = {
  name: 'waiting',
  schema: 1,
  shape: z.object({ workerKey: z.string(), startDate: z.string(), until: z.number() } satisfies Fields<Waiting>),
};

/** So long after its time a place is still kept: provision may have more to do than it can in a minute. */
const GRACE_MS = 30 * 60_000;
const PAGE = 500;
const MOST = 10_000;

export function ledgerWaitingLine({ items }: LedgerParts): WaitingLine {
  const pk = (target: string) => keyText('waiting', target);
  const sk = ({ startDate, workerKey }: Pick<Waiting, 'startDate' | 'workerKey'>) => keyText(startDate, workerKey);

  async function* line(target: string, now: number): AsyncGenerator<Waiting> {
    let seen = 0;
    for (let cursor: string | undefined; ; ) {
      const page = await items.query({ pk: pk(target), limit: PAGE, cursor });
      for (const item of page.items) if ((item.expiresAt ?? now) > now) yield decode(KIND, item);
      seen += page.items.length;
      cursor = page.next;
      if (cursor === undefined || seen >= MOST) return;
    }
  }

  return {
    join: async (target, waiting) => {
      const item = encode(KIND, {
        pk: pk(target),
        sk: sk(waiting),
        expiresAt: waiting.until + GRACE_MS,
        body: waiting,
      });
      await items.put(item, 'any');
    },
    leave: async (target, waiting) => void (await items.delete({ pk: pk(target), sk: sk(waiting) }, 'any')),
    before: async (target, waiting, now) => {
      let count = 0;
      for await (const other of line(target, now)) {
        if (sk(other) >= sk(waiting)) break;
        count++;
      }
      return count;
    },
    all: async (target, now) => {
      let [count, until] = [0, now];
      for await (const waiting of line(target, now)) {
        count++;
        until = Math.max(until, waiting.until);
      }
      return { count, until };
    },
  };
}
