import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { policyActivateCommand } from '../../../shared/contracts/operate/policy/policy-activate.ts';
import type { Page } from '../paper/page.ts';
import { count, readable, when } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, section, table } from '../paper/table.ts';

type Activation = OutputOf<typeof policyActivateCommand>;

export const lossTable = ({ rows }: Activation): Sheet => ({
  head: ['worker', 'target', 'what goes', 'of', 'left', 'rule'],
  rows: rows.map(({ workerKey, target, state, what, to, rule }) => [workerKey, target, state, what, to, rule]),
});

export function showPolicyActivate(answer: Activation, page: Page): string {
  const { hash, targets, rows, unread, madeDue, next } = answer;
  const waits = targets.some(({ policy }) => policy === 'waits');
  const { head, rows: cells } = lossTable(answer);
  const workers = new Set(rows.map(({ workerKey }) => workerKey)).size;
  return paragraphs([
    section(
      `Policy ${hash}`,
      {
        head: ['target', 'hash', 'policy', 'since'],
        rows: targets.map(({ target, hash: own, policy, since }) => [target, own, policy, when(since)]),
      },
      page,
    ),
    rows.length === 0
      ? []
      : [
          table(
            head,
            cells.map((row) => row.map((cell) => (cell === undefined ? cell : readable(String(cell))))),
            page,
          ),
        ],
    waits ? page.paint('bold', `${count(workers, 'worker')} would lose something; nothing was changed`) : [],
    unread.length > 0
      ? page.paint(
          'yellow',
          `The groups of ${unread.join(', ')} could not be read: some workers listed may not be members`,
        )
      : [],
    madeDue > 0 ? `${count(madeDue, 'worker')} made due by this call` : [],
    next === undefined ? [] : page.paint('yellow', `Not every worker was reached: continue with --cursor ${next}`),
  ]);
}
