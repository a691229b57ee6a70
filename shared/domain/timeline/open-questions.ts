import { instantOf } from '../civil-time.ts';
import { type Engagement, statementsOf } from './engagement.ts';
import { byOrder, isDoubted, type SaidKind, type Statement, saidKind } from './statement.ts';
import { takenBack } from './taking-back.ts';

/**
 * What HR's words leave open, for a person or for HR's next word. `undated-ending`: it said that the worker leaves, and no date, or it
 * deleted the record of a worker who works here.
 * `idle-cancellation`: it took back a statement that cannot be found. `unclear-ending`: it said a last day while several spells go on, or
 * of a contract that it never named; whether one ends or all, access depends on. `no-show`: it said a last day before the first one.
 * `unconfirmed`: it said something that it is not certain of. `unknown-leaver`: it ended a worker of whom it said nothing else.
 */
export interface OpenQuestion {
  readonly kind:
    | 'undated-ending'
    | 'idle-cancellation'
    | 'unclear-ending'
    | 'no-show'
    | 'unconfirmed'
    | 'unknown-leaver';
  /** What was said to end, or to be taken back. */
  readonly of: SaidKind;
  /** Of the event that left it open first. */
  readonly id: string;
  /** Epoch ms at which that was said. */
  readonly at: number;
  /** Epoch ms from which access depends on the answer; absent where it does at once. */
  readonly from?: number;
  /** Epoch ms from which it is asked: HR has until then to confirm what it concluded. Absent where it is asked at once. */
  readonly opensAt?: number;
  /**
   * Of an `undated-ending` that has a date, and is in doubt because of another record of the worker: the other one, which HR names too, never
   * started; this one never did, and the other goes on; this one took the place of the other, which goes on. Or the record goes on, and its
   * status says that the worker has left, or its last day is too far ahead to be believed, or no connection of the configuration can end it.
   */
  readonly record?:
    | 'other-not-started'
    | 'not-started'
    | 'replaced-goes-on'
    | 'status-says-so'
    | 'far-ahead'
    | 'unheard-goes-on';
}

/** Whether access depends on the answer only after an instant (epoch ms): until then the worker goes on as usual. */
export const isAhead = ({ from = Number.NEGATIVE_INFINITY }: OpenQuestion, at: number): boolean => from > at;

/** Open questions, and the statements that must be kept because of them. */
export interface Asked {
  readonly questions: readonly OpenQuestion[];
  readonly statements: readonly Statement[];
}

/**
 * Reads what is open: at most one question of each kind, the oldest; of what is not certain one of each kind of event. What is said again
 * leaves nothing new open.
 */
export function openQuestions(engagement: Engagement): Asked {
  if (!engagement.others) return { questions: [], statements: [] };
  const all = statementsOf(engagement);
  const { by, idle } = takenBack(all, engagement.replacedIds);
  const statements = all.filter((one) => !isDoubted(one));
  const tookBack = new Set([...by.values()].flatMap((one) => one?.id ?? []));
  const stands = statements.filter(
    ({ id, phase, hasTakenBack }) => !by.has(id) && (phase !== 'cancelled' || hasTakenBack || tookBack.has(id)),
  );
  const turns = stands.filter(({ phase, kind, effective }) => phase !== 'cancelled' && kind !== 'moved' && effective);
  const takenBackEnds = statements.filter(({ kind, phase }) => kind === 'left' && phase === 'cancelled');

  const undated = all
    .filter((one) => isUndatedEnding(one) && !by.has(one.id))
    .filter(
      (one) => ![...turns, ...takenBackEnds, ...(isDeletion(one) ? stands : [])].some((answer) => isNewer(answer, one)),
    );
  const idlers = idle.filter(
    (one) =>
      !turns.some((turn) => isNewer(turn, one) || turn.occurredAt === one.occurredAt) &&
      !stands.some((said) => isNewer(said, one) && saidKind(said) === saidKind(one)),
  );
  const doubted = all.filter(
    (one) =>
      isDoubted(one) &&
      !isUndatedEnding(one) &&
      !by.has(one.id) &&
      !statements.some((word) => isNewer(word, one) && saidKind(word) === saidKind(one)),
  );
  const byKind = [idlers, doubted].flatMap((some) => [...Map.groupBy(some, saidKind).values()]);
  const kept = [undated, ...byKind].flatMap((some) => [some[0], some.at(-1)]);
  return {
    questions: [
      ...firstOf('undated-ending', undated),
      ...firstOf('idle-cancellation', idlers),
      ...[...Map.groupBy(doubted, saidKind).values()].flatMap((some) => some.slice(-1).map(unconfirmed)),
    ],
    statements: [...new Set(kept)].filter((one) => one !== undefined),
  };
}

/** So long HR has to confirm what it concluded, before a person is asked. */
const CONFIRMED_WITHIN_MS = 60 * 60_000;

/** Of several of one kind the newest is asked about. */
function unconfirmed(one: Statement): OpenQuestion {
  const { id, occurredAt: at, effective, confidence } = one;
  return {
    kind: 'unconfirmed',
    of: saidKind(one),
    id,
    at,
    ...(effective && one.phase !== 'cancelled' && { from: instantOf(effective, at) }),
    ...(confidence === 'inferred' && { opensAt: at + CONFIRMED_WITHIN_MS }),
  };
}

const firstOf = (kind: OpenQuestion['kind'], [first]: readonly Statement[]): readonly OpenQuestion[] =>
  first ? [{ kind, of: saidKind(first), id: first.id, at: first.occurredAt }] : [];

/** A record of which HR says something later was not deleted for good. */
const isDeletion = ({ said }: Statement): boolean => said === 'record_deleted';

/** An ending without a date: beside cancellations nothing else goes without one. */
const isUndatedEnding = ({ phase, effective }: Statement): boolean => phase !== 'cancelled' && effective === null;

const isNewer = (one: Statement, other: Statement): boolean => byOrder(one, other) > 0;
