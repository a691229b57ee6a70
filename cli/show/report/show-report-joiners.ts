import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { reportJoinersCommand } from '../../../shared/contracts/operate/report/report-joiners.ts';
import type { Page } from '../paper/page.ts';
import type { Sheet } from '../paper/sheet.ts';
import { showReport } from './show-report.ts';

type Report = OutputOf<typeof reportJoinersCommand>;

export const joinersTable = ({ rows }: Report): Sheet => ({
  head: [
    'worker',
    'target',
    'fact',
    'effective',
    'news',
    'state',
    'invited',
    'accepted',
    'complete',
    'minutes',
    'because',
  ],
  rows: rows.map(
    ({ workerKey, target, factId, effectiveAt, newsAt, state, invitedAt, accepted, completeAt, minutes, because }) => [
      workerKey,
      target,
      factId,
      effectiveAt,
      newsAt,
      state,
      invitedAt,
      accepted === undefined ? undefined : accepted ? 'yes' : 'no',
      completeAt,
      minutes,
      because,
    ],
  ),
});

export const showReportJoiners = (report: Report, page: Page): string => showReport(report, joinersTable(report), page);
