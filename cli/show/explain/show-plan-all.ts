import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { planCommand } from '../../../shared/contracts/operate/explain/plan.ts';
import type { PlannedAll } from '../../../shared/contracts/operate/explain/planned.ts';
import type { Page } from '../paper/page.ts';
import { count, when } from '../paper/readable.ts';
import type { Cell, Sheet } from '../paper/sheet.ts';
import { paragraphs, table } from '../paper/table.ts';

const HEAD = ['worker', 'target', 'action', 'account', 'what', 'rule', 'events'];

/** The steps of all workers; for one worker the same columns. */
export const planTable = (answer: OutputOf<typeof planCommand>): Sheet => ({
  head: HEAD,
  rows:
    'rows' in answer
      ? answer.rows.map((row) => rowOf(row))
      : answer.targets.flatMap(({ target, steps }) =>
          steps.map(({ action, ...step }) =>
            rowOf({ workerKey: answer.workerKey, target, state: action, ...step, events: [] }),
          ),
        ),
});

function rowOf({
  workerKey,
  target,
  state,
  accountId,
  role,
  from,
  groups,
  rule,
  events,
}: PlannedAll['rows'][number]): readonly Cell[] {
  const roles = [from, role].filter((name) => name !== undefined).join(' → ');
  const what = [roles, ...(groups ?? [])].filter((part) => part !== '').join(', ');
  return [workerKey, target, state, accountId, what || undefined, rule, events.join(', ') || undefined];
}

/** What is different at an instant from now. */
export function showPlanAll(answer: PlannedAll, page: Page): string {
  const { rows, at, sweeps, next } = answer;
  const workers = new Set(rows.map(({ workerKey }) => workerKey)).size;
  return paragraphs([
    rows.length === 0 ? [] : [table(HEAD, planTable(answer).rows, page)],
    page.paint('bold', `${count(workers, 'worker')} would be another at ${when(at)} than now`),
    ...sweeps.map(({ target, sweptAt }) =>
      sweptAt === undefined ? `${target} was not swept yet` : `${target} as of the sweep of ${when(sweptAt)}`,
    ),
    next === undefined ? [] : page.paint('yellow', `Not every worker was reached: continue with --cursor ${next}`),
  ]);
}
