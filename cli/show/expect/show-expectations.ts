import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { expectListCommand } from '../../../shared/contracts/operate/expect/expect-list.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { table } from '../paper/table.ts';

export function showExpectations({ expectations }: OutputOf<typeof expectListCommand>, page: Page): string {
  if (expectations.length === 0) return 'No change is announced';
  const rows = expectations.map(({ id, target, kind, cohort, upTo, taken, state, until, actor, reason, ended }) => [
    id,
    target,
    kind,
    cohort ?? 'all workers',
    `${taken} of ${upTo}`,
    state,
    when(ended?.at ?? until),
    ended?.actor ?? actor,
    ended?.reason ?? reason,
  ]);
  return table(['announced', 'target', 'kind', 'of', 'passed', 'state', 'until', 'by', 'reason'], rows, page);
}
