import * as z from 'zod/mini';
import { RetryableError } from '../../domain/failure.ts';
import type { DecidedHold, Hold, HoldKind, Holds } from '../../ports/ledger/holds.ts';
import { inFlightLimit } from '../../runtime/in-flight.ts';
import { decode, encode, type Fields, type ItemKind, type Words } from './item-kind.ts';
import { keyParts, keyText, sortable } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';

type Decision = NonNullable<Hold['decision']>;

const KIND: ItemKind<Hold> = {
  name: 'hold',
  schema: 1,
  shape: z.object({
    id: z.string(),
    workerKey: z.string(),
    target: z.string(),
    kind: z.enum({
      'leaver-limit': 'leaver-limit',
      'removal-limit': 'removal-limit',
      'grant-limit': 'grant-limit',
      administrator: 'administrator',
      'last-administrator': 'last-administrator',
      'unmanaged-leaver': 'unmanaged-leaver',
      conflict: 'conflict',
      protected: 'protected',
      'hand-off': 'hand-off',
      identity: 'identity',
      'undated-ending': 'undated-ending',
      'idle-cancellation': 'idle-cancellation',
      'no-role': 'no-role',
    } satisfies Words<HoldKind>),
    because: z.string(),
    planDigest: z.string(),
    since: z.number(),
    decision: z.optional(
      z.object({
        verdict: z.enum({ approved: 'approved', rejected: 'rejected' } satisfies Words<Decision['verdict']>),
        actor: z.string(),
        reason: z.string(),
        at: z.number(),
      } satisfies Fields<Decision>),
    ),
  } satisfies Fields<Hold>),
};

/** Undecided holds stand in the due index, by their age, and leave it with the write that decides them. */
const OPEN = 'holds#open';
const UNDECIDED = 1;
const DECIDED = 2;
const READS_AT_ONCE = 10;

/** Decisions by their instant. An entry is written before its decision and says nothing by itself: the hold is read, and decides. */
const DECISIONS = 'decided-hold';
const PAGE = 200;
const ENTRY_SCHEMA = 1;

/** The list of open holds may lag behind in what is new; it never shows one that is decided. */
export function ledgerHolds({ items }: LedgerParts): Holds {
  const keyOf = (id: string) => ({ pk: keyText('hold', id), sk: 'hold' });
  const encoded = (hold: Hold) =>
    encode(KIND, {
      ...keyOf(hold.id),
      version: hold.decision ? DECIDED : UNDECIDED,
      ...(!hold.decision && { due: { partition: OPEN, at: hold.since } }),
      body: hold,
    });

  const get = async (id: string): Promise<Hold | undefined> => {
    const item = await items.get(keyOf(id));
    return item && decode(KIND, item);
  };

  /** The hold of an entry; nothing for an entry whose decision was never written, or is another one. */
  const decidedThen = async (entry: string): Promise<DecidedHold | undefined> => {
    const [at, id = ''] = keyParts(entry);
    const hold = await get(id);
    return hold?.decision?.at === Number(at) ? { ...hold, decision: hold.decision } : undefined;
  };

  return {
    get,
    open: async (hold) => {
      if ((await items.put(encoded(hold), 'absent')) === 'put') return hold;
      const standing = await get(hold.id);
      if (!standing) throw new RetryableError(`The hold ${hold.id} was deleted while it was read`);
      return standing;
    },
    listOpen: async (limit) => {
      const inFlight = inFlightLimit(READS_AT_ONCE);
      const keys = await items.due(OPEN, Number.MAX_SAFE_INTEGER, limit);
      const ids = keys.flatMap(({ pk }) => keyParts(pk).slice(1));
      const holds = await Promise.all(ids.map((id) => inFlight(() => get(id))));
      return holds.filter((hold) => hold !== undefined).filter(({ decision }) => !decision);
    },
    listDecided: async ({ from, to, cursor }) => {
      if (to <= from) return { holds: [] };
      // an entry's key goes on behind its instant, so those of `to` itself sort behind the range
      const sk = { from: sortable(Math.max(0, from)), to: sortable(Math.max(0, to)) };
      const page = await items.query({ pk: DECISIONS, sk, limit: PAGE, ...(cursor !== undefined && { cursor }) });
      const inFlight = inFlightLimit(READS_AT_ONCE);
      const holds = await Promise.all(page.items.map((item) => inFlight(() => decidedThen(item.sk))));
      return { holds: holds.filter((hold) => hold !== undefined), ...(page.next !== undefined && { next: page.next }) };
    },
    decide: async (id, decision) => {
      const hold = await get(id);
      if (!hold || hold.decision) return 'stale';
      const entry = { pk: DECISIONS, sk: keyText(sortable(decision.at), id) };
      await items.put({ ...entry, schema: ENTRY_SCHEMA, body: {} }, 'any');
      const answer = await items.put(encoded({ ...hold, decision }), { version: UNDECIDED });
      return answer === 'put' ? 'decided' : 'stale';
    },
  };
}
