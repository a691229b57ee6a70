import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { policyTestCommand } from '../../../shared/contracts/operate/policy/policy-test.ts';
import type { Page } from '../paper/page.ts';
import { count } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, table } from '../paper/table.ts';

type Tested = OutputOf<typeof policyTestCommand>;

export const differenceTable = ({ rows }: Tested): Sheet => ({
  head: ['worker', 'target', 'would', 'what', 'name', 'before or left', 'rule'],
  rows: rows.map(({ workerKey, target, state, what, name, other, rule }) => [
    workerKey,
    target,
    WORDS[state],
    what,
    name,
    other,
    rule,
  ]),
});

const WORDS = { gains: 'gain', loses: 'lose', 'locked-out': 'be locked out' } as const;

/** Whether no rule would give someone a role any more. */
export const locksOut = ({ rows }: Tested): boolean => rows.some(({ state }) => state === 'locked-out');

export function showPolicyTest(answer: Tested, page: Page): string {
  const { rows, added, removed, next } = answer;
  const { head, rows: cells } = differenceTable(answer);
  const workers = (state: Tested['rows'][number]['state']) =>
    new Set(rows.flatMap((row) => (row.state === state ? [row.workerKey] : []))).size;
  return paragraphs([
    rows.length === 0 ? [] : [table(head, cells, page)],
    page.paint(
      'bold',
      `${count(workers('gains'), 'worker')} would gain, ${count(workers('loses'), 'worker')} would lose, ${count(workers('locked-out'), 'worker')} would be locked out`,
    ),
    added.length > 0 ? page.paint('yellow', `Not tried, because it is new: ${added.join(', ')}`) : [],
    removed.length > 0 ? page.paint('yellow', `No longer looked after: ${removed.join(', ')}`) : [],
    next === undefined ? [] : page.paint('yellow', `Not every worker was reached: continue with --cursor ${next}`),
  ]);
}
