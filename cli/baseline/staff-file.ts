import {
  readStaffRow,
  STAFF_COLUMNS,
  type StaffRow,
  staffTable,
} from '../../shared/contracts/operate/baseline/staff-row.ts';
import { beginningOf, instantOrDay } from '../../shared/contracts/operate/instant.ts';
import type { Given } from '../operate/presentation.ts';
import { type CsvFile, type CsvRow, readCsv } from '../read/csv-file.ts';
import { invalidInput } from '../send/invalid-input.ts';
import { typedValue } from '../show/paper/typed-value.ts';

const COLUMNS: readonly string[] = STAFF_COLUMNS;
/** Parts of a name, for a file that has no displayName. */
const NAME_PARTS = ['firstName', 'lastName'];
/** So many workers, and so many characters, go into one call. */
const AT_ONCE = 100;
const LONGEST = 60_000;
/** More problems are counted. */
const NAMED = 50;

interface Line {
  readonly line: number;
  readonly row: StaffRow;
}

/**
 * What `baseline import` is asked where it was given a CSV file: its workers, some in each call. Throws a `Refusal` that lists all that is
 * wrong, each with file, line, column and what to do, before anything is asked.
 */
export async function staffInFile(given: Given): Promise<readonly Given[]> {
  const { staff, connection, asOf } = given;
  if (typeof staff !== 'string' || staff.startsWith('[')) return [given];
  const csv = await readCsv(staff);
  const lines = csv.rows.map((row) => ({ line: row.line, row: rowOf(csv, row) }));
  const at = instantOrDay.safeParse(asOf).success ? beginningOf(String(asOf)) : 0;
  const wrong = [
    ...csv.rows.flatMap((row) => widthProblems(csv, row)),
    ...lines.flatMap(({ line, row }) =>
      readStaffRow(row, { connection: String(connection), asOf: at, now: at })
        .problems.filter(({ column }) => csv.head.includes(column) && COLUMNS.includes(column))
        .map(({ column, why }) => ({ line, says: `column ${column}${shown(row[column])} ${why}` })),
    ),
    ...['sourceWorkerId', 'workEmail'].flatMap((column) => twice(column, lines)),
  ];
  const problems = [...headProblems(csv), ...wrong.toSorted((a, b) => a.line - b.line)].map(
    ({ line, says }) => `${staff}:${line} ${says}`,
  );
  if (problems.length > 0) {
    const more = problems.length > NAMED ? [`and ${problems.length - NAMED} more`] : [];
    throw invalidInput([...problems.slice(0, NAMED), ...more].join('\n'));
  }
  if (lines.length === 0) throw invalidInput(`${staff} names no worker`);
  return inParts(lines).map((rows) => ({ ...given, staff: staffTable(rows) }));
}

const shown = (value: string | undefined): string =>
  value === undefined || value === '' ? '' : ` ${typedValue(value)}`;

interface Wrong {
  readonly line: number;
  readonly says: string;
}

function headProblems({ head }: CsvFile): readonly Wrong[] {
  const names = [...COLUMNS, ...NAME_PARTS];
  const unknown = head.filter((column) => !names.includes(column));
  const repeated = head.filter((column, index) => head.indexOf(column) !== index);
  const missing = ['sourceWorkerId', 'startDate'].filter((column) => !head.includes(column));
  return [
    ...unknown.map((column) => `column ${typedValue(column)} is not known: remove it, or name it ${names.join(', ')}`),
    ...repeated.map((column) => `column ${column} is there twice: remove one`),
    ...missing.map((column) => `has no column ${column}: add it`),
  ].map((says) => ({ line: 1, says }));
}

function widthProblems({ head }: CsvFile, { line, cells }: CsvRow): readonly Wrong[] {
  const says = `has ${cells.length} cells and the first line ${head.length}: quote cells that hold a comma`;
  return cells.length === head.length ? [] : [{ line, says }];
}

function rowOf({ head }: CsvFile, { cells }: CsvRow): StaffRow {
  const all = new Map(head.map((column, index) => [column, (cells[index] ?? '').trim()]));
  const name = NAME_PARTS.map((part) => all.get(part) ?? '')
    .join(' ')
    .trim();
  const row = [...all].filter(([column, text]) => text !== '' && !NAME_PARTS.includes(column));
  return { ...(name !== '' && { displayName: name }), ...Object.fromEntries(row) };
}

/** Two rows about one worker, or with one address. */
function twice(column: string, lines: readonly Line[]): readonly Wrong[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ line, row }) => {
    const value = column === 'workEmail' ? row[column]?.toLowerCase() : row[column];
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, line);
    const says = `column ${column}${shown(row[column])} is that of line ${before} too: a worker has one row and an address of their own`;
    return before === undefined ? [] : [{ line, says }];
  });
}

function inParts(lines: readonly Line[]): readonly (readonly StaffRow[])[] {
  const parts: StaffRow[][] = [];
  let length = 0;
  for (const { row } of lines) {
    const part = parts.at(-1);
    const more = JSON.stringify(row).length + 1;
    if (!part || part.length === AT_ONCE || length + more > LONGEST) {
      parts.push([row]);
      length = more;
    } else {
      part.push(row);
      length += more;
    }
  }
  return parts;
}
