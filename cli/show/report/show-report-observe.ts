import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { reportObserveCommand } from '../../../shared/contracts/operate/report/report-observe.ts';
import type { Page } from '../paper/page.ts';
import { count } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, section } from '../paper/table.ts';
import { comingLine } from '../status/coming.ts';

export const observeTable = ({ actions }: OutputOf<typeof reportObserveCommand>): Sheet => ({
  head: ['count', 'action', 'rule', 'role or groups'],
  rows: actions.map(({ count: times, action, roles = [], groups = [], rule }) => [
    times,
    action,
    rule,
    [...roles, ...groups].join(', ') || undefined,
  ]),
});

export function showReportObserve(report: OutputOf<typeof reportObserveCommand>, page: Page): string {
  const { target, mode, workers, wouldChange, unreadable, coming, next } = report;
  return paragraphs([
    `${page.paint('bold', target)} (${mode}): changes for ${wouldChange} of ${count(workers, 'worker')}`,
    section('What would be done', observeTable(report), page),
    unreadable > 0
      ? [`The plans of ${count(unreadable, 'worker')} are no longer in their receipts, and are not counted above`]
      : [],
    coming === undefined
      ? []
      : [page.paint('yellow', `${comingLine(coming)}. The counts are incomplete: run the report again`)],
    next === undefined ? [] : [page.paint('yellow', `Not every worker was read: continue with --cursor ${next}`)],
  ]);
}
