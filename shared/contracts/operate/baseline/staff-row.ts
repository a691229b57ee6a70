import * as z from 'zod/mini';

import { ATTRIBUTES, type LifecycleEvent } from '../../../domain/event/lifecycle-event.ts';
import { digestOf } from '../../../domain/text/digest-of.ts';
import { jsonOrUndefined } from '../../../domain/text/json-or-undefined.ts';
import { examineLifecycleEvent } from '../../event/lifecycle-event.ts';

/** One person of the staff, as text: what a column holds, by the column's name. A column that is missing or empty says nothing. */
export type StaffRow = Readonly<Record<string, string>>;

/** The columns that a row may have: who, since when, and what policy may ask about. */
export const STAFF_COLUMNS = ['sourceWorkerId', 'startDate', 'timeZone', ...ATTRIBUTES] as const;

const table = z.readonly(z.array(z.readonly(z.array(z.string()))));

/**
 * The rows of a table in JSON, a list of lists of text of which the first one names the columns; undefined where it is none. It has no
 * braces, which no parameter of a runbook document may have.
 */
export function staffIn(json: string): readonly StaffRow[] | undefined {
  const [head, ...rows] = table.safeParse(jsonOrUndefined(json)).data ?? [];
  if (!head || rows.some(({ length }) => length !== head.length)) return undefined;
  return rows.map((cells) => Object.fromEntries(head.map((column, index) => [column, cells[index] ?? ''])));
}

const LONGEST = 65_536;

/** Such a table as the field of a command. Its length is not in the schema: the form of a runbook document would have to hold as much. */
export const staffRows = z.string('must be text').check(
  z.refine((value) => value.length <= LONGEST, `holds at most ${LONGEST} characters: send fewer workers at once`),
  z.refine(
    (value) => staffIn(value) !== undefined,
    'must be a table in JSON: a list of lists of text, the first of which names the columns',
  ),
);

/** Writes the table that `staffIn` reads. */
export function staffTable(rows: readonly StaffRow[]): string {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return JSON.stringify([head, ...rows.map((row) => head.map((column) => row[column] ?? ''))]);
}

interface StaffProblem {
  readonly column: string;
  /** What is wrong and what to do; quotes no value. */
  readonly why: string;
}

/** What a row becomes: a `joined` of its connection; undefined where something is wrong with it. */
export interface ReadRow {
  readonly event?: LifecycleEvent;
  readonly problems: readonly StaffProblem[];
}

interface From {
  readonly connection: string;
  /** Epoch ms at which the staff were so. */
  readonly asOf: number;
  /** Epoch ms. */
  readonly now: number;
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Reads one row. Its event is older than all that the connection says with a sequence, and than what it says after `asOf`; its id begins with
 * `baseline_`, so that it shows where it came from, and is the same for the same worker of the same connection.
 */
export function readStaffRow(row: StaffRow, { connection, asOf, now }: From): ReadRow {
  const { sourceWorkerId, startDate, timeZone, ...attributes } = Object.fromEntries(
    Object.entries(row).filter(([, text]) => text.trim() !== ''),
  );
  const problems = [
    ...Object.keys(row)
      .filter((column) => !STAFF_COLUMNS.some((known) => known === column))
      .map((column) => ({ column, why: `is no column of a worker: use ${STAFF_COLUMNS.join(', ')}` })),
    ...(sourceWorkerId === undefined
      ? [{ column: 'sourceWorkerId', why: 'must hold HR’s own id for the worker' }]
      : []),
    ...(startDate === undefined ? [{ column: 'startDate', why: 'must hold the first day, written YYYY-MM-DD' }] : []),
    ...(attributes['workEmail'] === undefined || ADDRESS.test(attributes['workEmail'].trim())
      ? []
      : [{ column: 'workEmail', why: 'must be an e-mail address, such as ada@example.com' }]),
  ];
  const id = `baseline_${digestOf([connection, sourceWorkerId])}`;
  const wire = {
    specversion: '1.0',
    id,
    source: 'urn:atlan-lifecycle:baseline',
    type: 'atlan-lifecycle.worker.joined.v1',
    time: new Date(asOf).toISOString(),
    data: {
      kind: 'joined',
      phase: 'effective',
      // what is missing is named above; all else is read as if it were there
      worker: { sourceWorkerId: sourceWorkerId ?? 'missing', ...attributes },
      effective: {
        date: startDate?.trim() ?? '2000-01-01',
        ...(timeZone !== undefined && { timeZone: timeZone.trim() }),
      },
    },
  };
  const { decoded, refused, leftOut } = examineLifecycleEvent(wire, {
    connection,
    defaultTimeZone: 'UTC',
    receipt: { at: now, turn: '' },
    place: 0,
    vendorEventId: () => id,
    supersededEventId: () => undefined,
  });
  const wrong = [
    ...problems,
    ...refused.map((sentence) =>
      problemOf(sentence.slice(0, sentence.indexOf(' ')), sentence.slice(sentence.indexOf(' ') + 1)),
    ),
    ...leftOut.map(({ place, why }) => problemOf(place, why)),
  ];
  if (decoded.kind !== 'event' || wrong.length > 0) return { problems: wrong };
  return { event: { ...decoded.event, id }, problems: [] };
}

/** The fields of an event by the columns that they came of. */
function problemOf(place: string, why: string): StaffProblem {
  const name = place.split('.').at(-1) ?? '';
  return { column: name === 'date' ? 'startDate' : name, why };
}
