/** One history: a table of a page, to be played. */
export interface History {
  /** The page's path. */
  readonly file: string;
  readonly title: string;
  /** Whose access each column after the second one shows. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** As it stands on the page. */
  readonly day: string;
  /** Epoch ms. */
  readonly at: number;
  /** What happens then, in order. */
  readonly happens: readonly string[];
  /** The access that each column should have from then on, until the next row. */
  readonly expected: readonly string[];
}

const DAY = /^\d{4}-\d\d-\d\d \d\d:\d\d$/;
const CELLS_BEFORE_COLUMNS = 2;

/** Reads every table under a heading of second order. Throws for a row that does not fit its table. */
export function historiesOf(file: string, page: string): readonly History[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => historyOf(file, section));
}

function historyOf(file: string, section: string): History {
  const [title = '', ...lines] = section.split('\n');
  const [head = [], , ...body] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
  const columns = head.slice(CELLS_BEFORE_COLUMNS);
  const rows: Row[] = [];
  for (const [day = '', happens = '', ...expected] of body) {
    if (!DAY.test(day)) throw new Error(`${file}, "${title}": "${day}" is no day and time; write 2026-03-02 10:00`);
    if (expected.length !== columns.length)
      throw new Error(`${file}, "${title}", ${day}: the row needs one cell for each of ${columns.join(', ')}`);
    const at = Date.parse(`${day.replace(' ', 'T')}:00Z`);
    rows.push({ day, at, happens: happens.split('; ').filter((one) => one !== ''), expected });
  }
  if (rows.length === 0 || columns.length === 0) throw new Error(`${file}, "${title}" has no table to play`);
  return { file, title, columns, rows };
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
