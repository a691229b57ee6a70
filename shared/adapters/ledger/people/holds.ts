import * as z from 'zod/mini';
import { FORESTALLED, untilWritten } from '../../../domain/until-written.ts';
import { type Decision, type Hold, isLeftToPerson, isStanding } from '../../../domain/worker/hold.ts';
import type { Item } from '../../../ports/items.ts';
import type { DecidedHold, Holds, Opening } from '../../../ports/ledger/people/holds.ts';
import { inFlightLimit } from '../../../runtime/in-flight.ts';
import { decode, encode, type ItemKind, versionOf } from '../item/item-kind.ts';
import { keyParts, keyText, sortable } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { holdShape } from '../shape/hold-shape.ts';

const KIND: ItemKind<Hold> = { name: 'hold', schema: 2, shape: holdShape };

/** A decision that made room for a new question, kept in its entry. Empty while the hold itself still says it. */
const ENTRY: ItemKind<{ readonly hold?: Hold | undefined }> = {
  name: 'decided hold',
  schema: 2,
  shape: z.object({ hold: z.optional(holdShape) }),
};

/** Undecided holds are in the due index, by their age; the write that decides or closes one takes it out. */
const OPEN = 'holds#open';
/** Likewise the endings that were left to a person. */
const LEFT = 'holds#left';
const READS_AT_ONCE = 10;
const ATTEMPTS = 10;

/** Decisions by their instant. An entry is written before its decision and says nothing by itself: the hold is read, and decides. */
const DECISIONS = 'decided-hold';
const PAGE = 200;

/** The list of open holds may lag behind in what is new; it never shows one that is decided. */
export function ledgerHolds({ items }: LedgerParts): Holds {
  const keyOf = (id: string) => ({ pk: keyText('hold', id), sk: 'hold' });
  const encoded = (hold: Hold, version: number): Item => {
    const partition = partitionOf(hold);
    return encode(KIND, {
      ...keyOf(hold.id),
      version,
      ...(partition !== undefined && { due: { partition, at: hold.since } }),
      body: hold,
    });
  };

  const read = async (id: string): Promise<{ readonly hold: Hold; readonly version: number } | undefined> => {
    const item = await items.get(keyOf(id));
    return item && { hold: decode(KIND, item), version: versionOf(KIND.name, item) };
  };
  const get = async (id: string): Promise<Hold | undefined> => (await read(id))?.hold;

  /** Writes what `change` makes of a hold, against whatever others write meanwhile; answers whether there was anything to write. */
  const rewrite = (id: string, change: (hold: Hold) => Promise<Hold | undefined>): Promise<boolean> =>
    untilWritten(`The hold ${id}`, ATTEMPTS, async () => {
      const known = await read(id);
      const next = known && (await change(known.hold));
      if (!known || !next) return false;
      const { version } = known;
      return (await items.put(encoded(next, version + 1), { version })) === 'put' ? true : FORESTALLED;
    });

  const writeEntry = ({ id, since }: Opening, { at }: Decision, body: { readonly hold?: Hold }) =>
    items.put(encode(ENTRY, { pk: DECISIONS, sk: keyText(sortable(at), id, sortable(since)), body }), 'any');

  const list = async (partition: string, limit: number): Promise<readonly Hold[]> => {
    const inFlight = inFlightLimit(READS_AT_ONCE);
    const keys = await items.due(partition, Number.MAX_SAFE_INTEGER, limit);
    const ids = keys.flatMap(({ pk }) => keyParts(pk).slice(1));
    const holds = await Promise.all(ids.map((id) => inFlight(() => get(id))));
    return holds.filter((hold) => hold !== undefined).filter((hold) => partitionOf(hold) === partition);
  };

  /** The hold of an entry; nothing for an entry whose decision was never written, or is another one. */
  const decidedThen = async (item: Item): Promise<DecidedHold | undefined> => {
    const [at, id = ''] = keyParts(item.sk);
    const hold = decode(ENTRY, item).hold ?? (await get(id));
    return hold?.decision?.at === Number(at) ? { ...hold, decision: hold.decision } : undefined;
  };

  return {
    get,
    open: async (hold) => {
      if ((await items.put(encoded(hold, 1), 'absent')) === 'put') return 'opened';
      let isThisOne = false;
      const isOpened = await rewrite(hold.id, async (standing) => {
        isThisOne = standing.since === hold.since && !standing.decision && !standing.closed;
        if (hold.since <= standing.since || isStanding(standing, hold.since)) return undefined;
        // first the entry: what it says has been true since the decision
        if (standing.decision) await writeEntry(standing, standing.decision, { hold: standing });
        return hold;
      });
      return isOpened || isThisOne ? 'opened' : 'stands';
    },
    listOpen: (limit) => list(OPEN, limit),
    listLeftToPersons: (limit) => list(LEFT, limit),
    listDecided: async ({ from, to, cursor }) => {
      if (to <= from) return { holds: [] };
      // an entry's key goes on behind its instant, so those of `to` itself sort behind the range
      const sk = { from: sortable(Math.max(0, from)), to: sortable(Math.max(0, to)) };
      const page = await items.query({ pk: DECISIONS, sk, limit: PAGE, ...(cursor !== undefined && { cursor }) });
      const inFlight = inFlightLimit(READS_AT_ONCE);
      const holds = await Promise.all(page.items.map((item) => inFlight(() => decidedThen(item))));
      return { holds: holds.filter((hold) => hold !== undefined), ...(page.next !== undefined && { next: page.next }) };
    },
    decide: async (id, decision) => {
      const isDecided = await rewrite(id, async (hold) => {
        if (hold.decision || hold.closed) return undefined;
        await writeEntry(hold, decision, {});
        return { ...hold, decision };
      });
      return isDecided ? 'decided' : 'stale';
    },
    close: async ({ id, since }, closed) => {
      await rewrite(id, async (hold) => (hold.closed || hold.since !== since ? undefined : { ...hold, closed }));
    },
  };
}

function partitionOf(hold: Hold): string | undefined {
  if (isLeftToPerson(hold)) return LEFT;
  return hold.decision || hold.closed ? undefined : OPEN;
}
