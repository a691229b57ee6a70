import type { baselineApplyCommand } from '../../../shared/contracts/operate/baseline/baseline-apply.ts';
import type { baselineReviewCommand } from '../../../shared/contracts/operate/baseline/baseline-review.ts';
import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { Page } from '../paper/page.ts';
import { count } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, section } from '../paper/table.ts';
import { showReport } from '../report/show-report.ts';

type Review = OutputOf<typeof baselineReviewCommand>;
type Applied = OutputOf<typeof baselineApplyCommand>;

export const baselineTable = ({ rows }: Review): Sheet => ({
  head: ['class', 'account', 'e-mail', 'account state', 'role', 'worker', 'new', 'because', 'policy would'],
  rows: rows.map(({ state, account, email, accountState, role, workerKey, isNew, because, would }) => [
    state,
    account,
    email,
    accountState,
    role,
    workerKey,
    isNew ? 'yes' : undefined,
    because,
    would.join('; ') || undefined,
  ]),
});

export function showBaselineReview(review: Review, page: Page): string {
  const { target, mode, digest, accounts, toAdopt } = review;
  return paragraphs([
    showReport(review, baselineTable(review), page),
    `${page.paint('bold', target)} (${mode}): ${count(accounts, 'account')}, of which baseline apply takes over ${toAdopt}`,
    `The digest of the list is ${digest}`,
  ]);
}

export function showBaselineApply({ target, adopted, left, changed, isDryRun }: Applied, page: Page): string {
  const taken = isDryRun
    ? `${count(left, 'account')} would be taken over; nothing was changed`
    : `${count(adopted, 'account')} taken over, ${left} left`;
  return paragraphs([
    `${page.paint('bold', target)}: ${taken}`,
    changed.length === 0
      ? []
      : section(
          'No longer as they were listed',
          {
            head: ['account', 'worker', 'because'],
            rows: changed.map(({ account, workerKey, because }) => [account, workerKey, because]),
          },
          page,
        ),
  ]);
}
