import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { reportLeaversCommand } from '../../../shared/contracts/operate/report/report-leavers.ts';
import type { Page } from '../paper/page.ts';
import type { Sheet } from '../paper/sheet.ts';
import { showReport } from './show-report.ts';

type Report = OutputOf<typeof reportLeaversCommand>;

const HEAD = [
  'worker',
  'target',
  'fact',
  'effective',
  'news',
  'state',
  'ended',
  'minutes late',
  'of HR',
  'of us',
  'of the target',
];

export const leaversTable = ({ rows }: Report): Sheet => ({
  head: [...HEAD, 'decided by', 'decision', 'verdict', 'because', 'operator', 'tokens', 'assets'],
  rows: rows.map(
    ({
      workerKey,
      target,
      factId,
      effectiveAt,
      newsAt,
      state,
      endedAt,
      late,
      decidedBy,
      verdict,
      because,
      tokens,
      assets,
    }) => [
      workerKey,
      target,
      factId,
      effectiveAt,
      newsAt,
      state,
      endedAt,
      late.minutes,
      late.hr,
      late.us,
      late.target,
      decidedBy?.how,
      decidedBy?.id,
      verdict,
      because,
      decidedBy?.actor,
      tokens,
      assets,
    ],
  ),
});

export const showReportLeavers = (report: Report, page: Page): string => showReport(report, leaversTable(report), page);
