import { type Engagement, statementsOf } from './engagement.ts';
import { byOrder, isAside, type Statement } from './statement.ts';
import { takenBack } from './taking-back.ts';

/** An offer that HR took back, and nothing else of the engagement is left. */
export interface Rescission {
  /** Of the event that took it back last. */
  readonly id: string;
  /** Epoch ms at which that was said. */
  readonly at: number;
  /** The start that was taken back, and what did so: they are kept as long as nothing else is said. */
  readonly statements: readonly Statement[];
}

/**
 * The rescinded offer, where no start and no move is in force and a start was cancelled. An announced end, a new address or a look does not
 * keep it.
 */
export function rescissionOf(engagement: Engagement): Rescission | undefined {
  if (!engagement.others || engagement.facts.some((fact) => fact.kind !== 'left' && !isAside(fact))) return undefined;
  const statements = statementsOf(engagement);
  const { by } = takenBack(statements, engagement.replacedIds);
  const ends = statements.flatMap((start) => {
    const word = by.get(start.id);
    return (start.kind === 'joined' || start.said === 'converted') &&
      start.phase !== 'cancelled' &&
      word?.phase === 'cancelled'
      ? [{ start, word }]
      : [];
  });
  const last = ends.sort((a, b) => byOrder(a.word, b.word)).at(-1);
  return last && { id: last.word.id, at: last.word.occurredAt, statements: [last.start, last.word] };
}
