import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { reportApprovalsCommand } from '../../../shared/contracts/operate/report/report-approvals.ts';
import type { Page } from '../paper/page.ts';
import type { Sheet } from '../paper/sheet.ts';
import { showReport } from './show-report.ts';

type Report = OutputOf<typeof reportApprovalsCommand>;

export const approvalsTable = ({ rows }: Report): Sheet => ({
  head: ['hold', 'kind', 'target', 'worker', 'opened', 'decided', 'by', 'verdict', 'reason'],
  rows: rows.map(({ holdId, kind, target, workerKey, openedAt, decidedAt, by, verdict, reason }) => [
    holdId,
    kind,
    target,
    workerKey,
    openedAt,
    decidedAt,
    by,
    verdict,
    reason,
  ]),
});

export const showReportApprovals = (report: Report, page: Page): string =>
  showReport(report, approvalsTable(report), page);
