import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

import {
  type Counters,
  giveBack,
  NO_COUNTERS,
  roomFor,
  slotOf,
  take,
  takenSince,
} from '../../../domain/plan/windows.ts';
import type { Cohort } from '../../../domain/worker/cohort.ts';
import type { Counter, Limits, Place, Reserved } from '../../../ports/ledger/per-target/limits.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { type OwnPlace, ownPlaces } from './own-place.ts';

const KIND: ItemKind<Counters> = {
  name: 'limit',
  schema: 2,
  shape: z.object({
    counts: z.array(z.tuple([z.number(), z.number()])),
    recent: z.array(z.tuple([z.string(), z.number()])),
  } satisfies Fields<Counters>),
  upgrade: (previous) => {
    const { taken = [] } = previous as { readonly taken?: readonly (readonly [string, number])[] };
    const bySlot = Map.groupBy(taken, ([, at]) => slotOf(at));
    return { counts: [...bySlot].sort(([a], [b]) => a - b).map(([slot, places]) => [slot, places.length]), recent: [] };
  },
};

const keyOf = (target: string, kind: string, cohort: Cohort | undefined) => ({
  pk: keyText('limit', target, kind),
  sk: cohort ? keyText(cohort.by, hash(cohort.value).slice(0, 16)) : 'limit',
});
const nameOf = ({ cohort }: Counter): string => keyOf('', '', cohort).sk;
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
const idOf = (workerKey: string): string => hash(workerKey).slice(0, 10);

/**
 * Counters first, then the worker's own place: who is cut off in between finds the place by its id in the counters for the next five minutes,
 * and counts twice after that, never not at all.
 */
export function ledgerLimits(parts: LedgerParts): Limits {
  const places = ownPlaces(parts);
  const read = async ({ target, kind }: Pick<Place, 'target' | 'kind'>, cohort: Cohort | undefined) => {
    const item = await parts.items.get(keyOf(target, kind, cohort));
    return item ? decode(KIND, item) : NO_COUNTERS;
  };
  const taking = (place: Place, counter: Counter, own: OwnPlace | undefined) => {
    const from = own?.slots[nameOf(counter)];
    return { id: idOf(place.workerKey), now: place.now, windows: counter.windows, ...(from !== undefined && { from }) };
  };
  const refused = ({ cohort }: Counter, full: Extract<Reserved, { kind: 'full' }>): Reserved => ({
    ...full,
    ...(cohort && { cohort }),
  });

  async function ask(place: Place, own: OwnPlace | undefined): Promise<Reserved> {
    for (const counter of place.counters) {
      const asked = take(await read(place, counter.cohort), taking(place, counter, own));
      if (asked.kind === 'full') return refused(counter, asked);
    }
    return { kind: 'reserved' };
  }

  const change = <A>(
    { target, kind }: Pick<Place, 'target' | 'kind'>,
    { cohort }: Counter,
    decide: (current: Counters) => { readonly write?: Counters; readonly answer: A },
  ): Promise<A> =>
    changeItem<Counters, A>(parts, {
      kind: KIND,
      key: keyOf(target, kind, cohort),
      decide: (current = NO_COUNTERS) => decide(current),
    });

  async function takeAll(place: Place, own: OwnPlace | undefined): Promise<Reserved> {
    const done: Counter[] = [];
    for (const counter of place.counters) {
      const taken = await change(place, counter, (current) => {
        const answer = take(current, taking(place, counter, own));
        return answer.kind === 'taken' && answer.after !== current ? { write: answer.after, answer } : { answer };
      });
      if (taken.kind === 'taken') {
        done.push(counter);
        continue;
      }
      for (const one of done)
        await change(place, one, (current) => ({
          write: giveBack(current, idOf(place.workerKey), own?.slots[nameOf(one)]),
          answer: undefined,
        }));
      return refused(counter, taken);
    }
    return { kind: 'reserved' };
  }

  return {
    reserve: async (place) => {
      const own = await places.read(place);
      if (place.counters.every((counter) => own?.slots[nameOf(counter)] === slotOf(place.now) && !own.isMoving))
        return { kind: 'reserved' };
      const asked = await ask(place, own);
      if (asked.kind === 'full') return asked;
      if (own) await places.beginMove(place);
      const reserved = await takeAll(place, own);
      if (reserved.kind === 'reserved') await places.settle(place, place.counters.map(nameOf));
      return reserved;
    },
    ask: async (place) => ask(place, await places.read(place)),
    roomFor: async ({ target, kind, now, counters }, more) => {
      const instants = await Promise.all(
        counters.map(async ({ cohort, windows }) => roomFor(await read({ target, kind }, cohort), windows, more, now)),
      );
      return Math.max(now, ...instants);
    },
    count: async (target, kind, since, cohort) => takenSince(await read({ target, kind }, cohort), since),
  };
}
