import { dateOf, hasBegun, type SaidKind, type Statement, saidKind, takesBackByDate } from './statement.ts';

export interface TakenBack {
  /** By the id of what was taken back: the statement that did so; undefined where only the history still has that one. */
  readonly by: ReadonlyMap<string, Statement | undefined>;
  /** Cancellations that found nothing to cancel, and do not merely say once more what another one said. */
  readonly idle: readonly Statement[];
}

/** What was said of one kind so far. */
interface Said {
  inForce: Statement[];
  /** How many statements were made, cancellations not counted. */
  made: number;
  readonly cancelledDates: Set<string>;
  /** By the date of a cancellation: how many statements there were then. */
  readonly cancellations: Map<string, number>;
}

/**
 * Works out what of these statements, the oldest first, was taken back. A name (`supersedes`, `replacedIds`) takes back the one that
 * it names, whichever came first. Without a name a cancellation or correction means older statements of its kind: those of its own
 * date; else the newest that had not begun at its own time, with all of that date; else a correction means the newest. A cancellation
 * that finds none of them changes nothing. Depends on the statements alone, never on how they arrived.
 */
export function takenBack(statements: readonly Statement[], replacedIds: readonly string[]): TakenBack {
  const by = new Map<string, Statement | undefined>(replacedIds.map((id) => [id, undefined]));
  for (const statement of statements) if (statement.supersedes !== undefined) by.set(statement.supersedes, statement);

  const ids = new Set(statements.map(({ id }) => id));
  const kinds = new Map<SaidKind, Said>();
  const idle: Statement[] = [];
  for (const statement of statements) {
    const said = kinds.get(saidKind(statement)) ?? newKind();
    kinds.set(saidKind(statement), said);
    const date = dateOf(statement);
    if (takesBackByDate(statement)) {
      const meant = meantBy(statement, said);
      for (const { id } of meant) by.set(id, statement);
      said.inForce = said.inForce.filter((one) => !meant.includes(one));
      if (statement.phase === 'cancelled') {
        if (meant.length === 0 && !isRepeated(date, said)) idle.push(statement);
        for (const one of meant) said.cancelledDates.add(dateOf(one));
        said.cancellations.set(date, said.made);
      }
    }
    if (statement.phase === 'cancelled') {
      if (statement.found && statement.supersedes === undefined) said.cancellations.set(date, said.made);
      if (statement.supersedes !== undefined && !statement.found && !ids.has(statement.supersedes))
        idle.push(statement);
      continue;
    }
    said.made++;
    if (!by.has(statement.id)) said.inForce.push(statement);
    else if ((by.get(statement.id)?.phase ?? 'cancelled') === 'cancelled') said.cancelledDates.add(date);
  }
  return { by, idle };
}

const newKind = (): Said => ({ inForce: [], made: 0, cancelledDates: new Set(), cancellations: new Map() });

/** Whether a cancellation of that date only says once more what another one did. */
const isRepeated = (date: string, { cancelledDates, cancellations, made }: Said): boolean =>
  cancelledDates.has(date) || cancellations.get(date) === made;

/** Which of the older statements of its kind that are in force one means that names none. */
function meantBy(statement: Statement, said: Said): readonly Statement[] {
  const older = said.inForce;
  const ofDate = (date: string) => older.filter((one) => dateOf(one) === date);
  const date = dateOf(statement);
  const same = ofDate(date);
  if (same.length > 0) return same;
  const isCorrection = statement.phase === 'corrected';
  if (!isCorrection && isRepeated(date, said)) return [];
  const toCome = older.findLast((one) => !hasBegun(one, statement.occurredAt));
  const meant = toCome ?? (isCorrection ? older.at(-1) : undefined);
  return meant ? ofDate(dateOf(meant)) : [];
}
