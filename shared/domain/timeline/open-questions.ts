import { type Engagement, statementsOf } from './engagement.ts';
import { byOrder, type SaidKind, type Statement, saidKind } from './statement.ts';
import { takenBack } from './taking-back.ts';

/**
 * What HR's words leave open, for a person or for HR's next word. `undated-ending`: it said that the worker leaves, and no date, or it
 * deleted the record of a worker who works here.
 * `idle-cancellation`: it took back a statement that cannot be found. `unclear-ending`: it said a last day while several spells go on, or
 * of a contract that it never named; whether one ends or all, access depends on. `no-show`: it said a last day before the first one.
 */
export interface OpenQuestion {
  readonly kind: 'undated-ending' | 'idle-cancellation' | 'unclear-ending' | 'no-show';
  /** What was said to end, or to be taken back. */
  readonly of: SaidKind;
  /** Of the event that left it open first. */
  readonly id: string;
  /** Epoch ms at which that was said. */
  readonly at: number;
  /** Epoch ms from which access depends on the answer; absent where it does at once. */
  readonly from?: number;
}

/** Whether access depends on the answer only after an instant (epoch ms): until then the worker goes on as usual. */
export const isAhead = ({ from = Number.NEGATIVE_INFINITY }: OpenQuestion, at: number): boolean => from > at;

/** Open questions, and the statements that must be kept because of them. */
export interface Asked {
  readonly questions: readonly OpenQuestion[];
  readonly statements: readonly Statement[];
}

/** Reads what is open: at most one question of each kind, the oldest. What is said again leaves nothing new open. */
export function openQuestions(engagement: Engagement): Asked {
  if (!engagement.others) return { questions: [], statements: [] };
  const statements = statementsOf(engagement);
  const { by, idle } = takenBack(statements, engagement.replacedIds);
  const tookBack = new Set([...by.values()].flatMap((one) => one?.id ?? []));
  const stands = statements.filter(
    ({ id, phase, hasTakenBack }) => !by.has(id) && (phase !== 'cancelled' || hasTakenBack || tookBack.has(id)),
  );
  const turns = stands.filter(({ phase, kind, effective }) => phase !== 'cancelled' && kind !== 'moved' && effective);
  const takenBackEnds = statements.filter(({ kind, phase }) => kind === 'left' && phase === 'cancelled');

  const undated = statements
    .filter((one) => isUndatedEnding(one) && !by.has(one.id))
    .filter(
      (one) => ![...turns, ...takenBackEnds, ...(isDeletion(one) ? stands : [])].some((answer) => isNewer(answer, one)),
    );
  const idlers = idle.filter(
    (one) =>
      !turns.some((turn) => isNewer(turn, one) || turn.occurredAt === one.occurredAt) &&
      !stands.some((said) => isNewer(said, one) && saidKind(said) === saidKind(one)),
  );
  const idlersByKind = [...Map.groupBy(idlers, saidKind).values()];
  const kept = [undated, ...idlersByKind].flatMap((all) => [all[0], all.at(-1)]);
  return {
    questions: [...firstOf('undated-ending', undated), ...firstOf('idle-cancellation', idlers)],
    statements: [...new Set(kept)].filter((one) => one !== undefined),
  };
}

const firstOf = (kind: OpenQuestion['kind'], [first]: readonly Statement[]): readonly OpenQuestion[] =>
  first ? [{ kind, of: saidKind(first), id: first.id, at: first.occurredAt }] : [];

/** A record of which HR says something later was not deleted for good. */
const isDeletion = ({ said }: Statement): boolean => said === 'record_deleted';

/** An ending without a date: beside cancellations nothing else goes without one. */
const isUndatedEnding = ({ phase, effective }: Statement): boolean => phase !== 'cancelled' && effective === null;

const isNewer = (one: Statement, other: Statement): boolean => byOrder(one, other) > 0;
