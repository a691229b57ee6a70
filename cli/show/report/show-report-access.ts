import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { reportAccessCommand } from '../../../shared/contracts/operate/report/report-access.ts';
import type { Page } from '../paper/page.ts';
import type { Sheet } from '../paper/sheet.ts';
import { showReport } from './show-report.ts';

type Report = OutputOf<typeof reportAccessCommand>;

export const accessTable = ({ rows }: Report): Sheet => ({
  head: [
    'worker',
    'target',
    'standing',
    'role',
    'role by',
    'groups',
    'accounts',
    'receipt',
    'action',
    'verdict',
    'at',
    'receipt of',
    'receipt by',
    'only by removed connection',
  ],
  rows: rows.map(({ workerKey, target, state, role, groups, accounts, lastReceipt, unheard }) => [
    workerKey,
    target,
    state,
    role?.name,
    role?.rule,
    groups.map(({ group, rules }) => `${group} (${rules.join(', ')})`).join('; ') || undefined,
    accounts.map((account) => `${account.id} ${account.state}`).join('; ') || undefined,
    lastReceipt?.position,
    lastReceipt?.action,
    lastReceipt?.verdict,
    lastReceipt?.at,
    lastReceipt?.role ?? lastReceipt?.groups?.join(', '),
    lastReceipt?.actor,
    unheard?.join(', '),
  ]),
});

export const showReportAccess = (report: Report, page: Page): string => showReport(report, accessTable(report), page);
