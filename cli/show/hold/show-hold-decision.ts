import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { holdApproveCommand } from '../../../shared/contracts/operate/hold/hold-approve.ts';
import type { DecidedRow, ManyHolds } from '../../../shared/contracts/operate/hold/hold-decision.ts';
import type { Page } from '../paper/page.ts';
import { count as counted } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, table } from '../paper/table.ts';
import { held } from './show-hold.ts';

type Decision = OutputOf<typeof holdApproveCommand>;

const HEAD = ['hold', 'since', 'kind', 'target', 'worker', 'state', 'because', 'problem'];

/** Many holds, or the one that was decided, for a spreadsheet. */
export const decisionTable = (answer: Decision): Sheet => ({
  head: HEAD,
  rows: rowsOf(answer).map(({ hold, since, kind, target, workerKey, state, because, problem }) => [
    hold,
    since,
    kind,
    target,
    workerKey,
    state,
    because,
    problem,
  ]),
});

/** Whether a hold stays open that was to be decided. */
export const isUndecided = (answer: Decision): boolean => rowsOf(answer).some(({ state }) => state === 'refused');

export const showHoldDecision = (answer: Decision, page: Page): string =>
  'hold' in answer ? held(answer.hold, page) : showMany(answer, page);

function showMany(answer: ManyHolds, page: Page): string {
  const { count, rows, left } = answer;
  if (count === 0) return 'No open hold matches';
  const isLook = rows.every(({ state }) => state === 'open');
  const decided = rows.filter(({ state }) => state === 'decided').length;
  return paragraphs([
    table(HEAD, decisionTable(answer).rows, page),
    isLook
      ? page.paint('bold', `${counted(count, 'hold')} would be decided with --expect ${count}; nothing was changed`)
      : page.paint('bold', `${counted(decided, 'hold')} decided`),
    left > 0 ? page.paint('yellow', `${left} were not reached in time: read the list again`) : [],
  ]);
}

function rowsOf(answer: Decision): readonly DecidedRow[] {
  if (!('hold' in answer)) return answer.rows;
  const { id, ...hold } = answer.hold;
  return [{ hold: id, ...hold, state: 'decided' }];
}
