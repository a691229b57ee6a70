import type { Cell, Sheet } from './sheet.ts';

/** What a spreadsheet takes for the beginning of a formula; people may write it into a reason. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180: every cell is quoted, every line ends with CRLF. No cell can be taken for a formula. */
export const csvOf = ({ head, rows }: Sheet): string =>
  [head, ...rows].map((cells) => `${head.map((_, column) => quoted(cells[column])).join(',')}\r\n`).join('');

function quoted(cell: Cell): string {
  const text = String(cell ?? '');
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
