import type { Totals } from '../../../shared/contracts/operate/report/report-fields.ts';
import type { Page } from '../paper/page.ts';
import { count, readable } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, table } from '../paper/table.ts';

interface Reported {
  readonly totals: Totals;
  readonly next?: string | undefined;
}

/** What all reports look like: the rows, what they add up to, and where to go on. */
export function showReport({ totals, next }: Reported, { head, rows }: Sheet, page: Page): string {
  const { facts, byState } = totals;
  const states = Object.entries(byState).map(([state, number]) => `${number} ${state}`);
  const sum = `${count(totals.rows, 'row')} about ${count(facts, 'statement')}${states.length > 0 ? `: ${states.join(', ')}` : ''}`;
  const cells = rows.map((row) => row.map((cell) => (cell === undefined ? cell : readable(String(cell)))));
  return paragraphs([
    rows.length === 0 ? [] : [table(head, cells, page)],
    page.paint('bold', sum),
    next === undefined ? [] : [page.paint('yellow', `Not everything was read: continue with --cursor ${next}`)],
  ]);
}
