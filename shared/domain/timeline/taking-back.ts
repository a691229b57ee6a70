import {
  byOrder,
  contractOf,
  dateOf,
  hasBegun,
  isDoubted,
  type SaidKind,
  type Statement,
  saidKind,
  takesBackByDate,
} from './statement.ts';

export interface TakenBack {
  /** By the id of what was taken back: the statement that did so; undefined where only the history still has that one. */
  readonly by: ReadonlyMap<string, Statement | undefined>;
  /** Cancellations that found nothing to cancel, and do not merely say once more what another one said. */
  readonly idle: readonly Statement[];
}

/** What was said of one kind so far. */
interface Said {
  inForce: Statement[];
  /** What a newer statement that is no cancellation took the place of. */
  readonly replaced: Statement[];
  /** How many statements were made, cancellations not counted. */
  made: number;
  readonly cancelledDates: Set<string>;
  /** By the date of a cancellation: how many statements there were then. */
  readonly cancellations: Map<string, number>;
}

/**
 * Works out what of these statements, the oldest first, was taken back. A name (`supersedes`, `replacedIds`) takes back the one that
 * it names, whichever came first. Without a name a cancellation or correction means older statements of its kind: those of its own
 * date; else the newest that had not begun at its own time, with all of that date; else a correction means the newest, of ends the newest
 * of its spell. A cancellation whose date is that of a replaced statement means none: HR may mean the old date, or all of it. One that
 * names a contract means statements of that contract, and those that name none. A cancellation that finds none of them changes nothing.
 * What is doubted takes nothing back. Depends on the statements alone, never on how they arrived.
 */
export function takenBack(all: readonly Statement[], replacedIds: readonly string[]): TakenBack {
  const statements = all.filter((one) => !isDoubted(one));
  const ids = new Map(statements.map((one) => [one.id, one]));
  const by = new Map<string, Statement | undefined>(replacedIds.map((id) => [id, undefined]));
  for (const { id, takenBackBy } of statements) if (takenBackBy !== undefined) by.set(id, ids.get(takenBackBy));
  for (const statement of statements) if (statement.supersedes !== undefined) by.set(statement.supersedes, statement);

  const kinds = new Map<SaidKind, Said>();
  const idle: Statement[] = [];
  const isStart = ({ kind, phase, id }: Statement) => kind === 'joined' && phase !== 'cancelled' && !by.has(id);
  // which end is corrected depends on the starts that are in force
  for (const statement of [...statements.filter(isNoEnd), ...statements.filter((one) => !isNoEnd(one))]) {
    const said = kinds.get(saidKind(statement)) ?? newKind();
    kinds.set(saidKind(statement), said);
    const isCorrectedEnd = !isNoEnd(statement) && statement.phase === 'corrected';
    const starts = isCorrectedEnd ? statements.filter(isStart) : [];
    const isOpen = takesBackByDate(statement) && !statement.isSettled && !statement.isIdle;
    const meant = isOpen ? meantBy(statement, said, starts) : [];
    for (const { id } of meant) by.set(id, statement);
    said.inForce = said.inForce.filter((one) => !meant.includes(one));
    if (statement.phase !== 'cancelled') {
      said.replaced.push(...meant);
      made(statement, said, by);
      continue;
    }
    if (!statement.isSettled && (statement.isIdle || foundNothing(statement, said, { meant, ids })))
      idle.push(statement);
    if (statement.supersedes === undefined) cancelled(statement, said, meant);
  }
  return { by, idle: idle.sort(byOrder) };
}

interface Found {
  readonly meant: readonly Statement[];
  readonly ids: ReadonlyMap<string, Statement>;
}

const foundNothing = (statement: Statement, said: Said, { meant, ids }: Found): boolean =>
  statement.supersedes === undefined
    ? meant.length === 0 && !isRepeated(statement, said)
    : !ids.has(statement.supersedes);

/** Counts a statement that is no cancellation: in force, or taken back by another one. */
function made(statement: Statement, said: Said, by: TakenBack['by']): void {
  said.made++;
  const word = by.get(statement.id);
  if (!by.has(statement.id)) said.inForce.push(statement);
  else if (statement.wasCancelled ?? word?.phase === 'cancelled') knowCancelled(statement, word, said);
  else said.replaced.push(statement);
}

function cancelled(statement: Statement, said: Said, meant: readonly Statement[]): void {
  for (const one of meant) knowCancelled(one, statement, said);
  said.cancellations.set(keyOf(statement), said.made);
}

function knowCancelled(one: Statement, word: Statement | undefined, { cancelledDates }: Said): void {
  cancelledDates.add(keyOf(one));
  // a cancellation may name the contract of a statement that names none, and the other way round
  if (word) cancelledDates.add(keyOf(word, dateOf(one)));
}

const newKind = (): Said => ({
  inForce: [],
  replaced: [],
  made: 0,
  cancelledDates: new Set(),
  cancellations: new Map(),
});

/** Whether a cancellation of that date only says once more what another one did. */
const isRepeated = (statement: Statement, { cancelledDates, cancellations, made }: Said): boolean =>
  cancelledDates.has(keyOf(statement)) || cancellations.get(keyOf(statement)) === made;

/** The date and the contract by which a cancellation is known. */
const keyOf = (statement: Statement, date = dateOf(statement)): string => `${date} ${contractOf(statement)}`;

/** Which of the older statements of its kind that are in force one means that names none. */
function meantBy(statement: Statement, said: Said, starts: readonly Statement[]): readonly Statement[] {
  const contract = contractOf(statement);
  const mayMean = (one: Statement) => contract === '' || ['', contract].includes(contractOf(one));
  const older = said.inForce.filter(mayMean);
  const ofDate = (date: string) => older.filter((one) => dateOf(one) === date);
  const date = dateOf(statement);
  const same = ofDate(date);
  if (same.length > 0) return same;
  const isCorrection = statement.phase === 'corrected';
  const wasReplaced = date !== '' && said.replaced.some((one) => mayMean(one) && dateOf(one) === date);
  if (!isCorrection && (wasReplaced || isRepeated(statement, said))) return [];
  const toCome = older.findLast((one) => !hasBegun(one, statement.occurredAt));
  const ofSpell = older.filter((end) => !starts.some((start) => isBetween(start, end, statement)));
  const meant = toCome ?? (isCorrection ? ofSpell.at(-1) : undefined);
  return meant ? ofDate(dateOf(meant)) : [];
}

const isNoEnd = ({ kind }: Statement): boolean => kind !== 'left';

/** Whether a start that was said before a correction lies between an end and the corrected day: then that end is one of another spell. */
const isBetween = (start: Statement, end: Statement, correction: Statement): boolean =>
  byOrder(start, correction) < 0 && dateOf(end) < dateOf(start) && dateOf(start) <= dateOf(correction);
