import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import { commandLine } from '../../../shared/contracts/operate/command-line.ts';
import { explainCommand } from '../../../shared/contracts/operate/explain/explain.ts';
import type { reportRosterCommand } from '../../../shared/contracts/operate/report/report-roster.ts';
import type { Page } from '../paper/page.ts';
import { count, readable } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, table } from '../paper/table.ts';

type Roster = OutputOf<typeof reportRosterCommand>;
type State = Roster['rows'][number]['state'];

export const rosterTable = ({ rows }: Roster): Sheet => ({
  head: ['state', 'worker', 'known by', 'since', 'can sign in', 'row', 'id', 'ended', 'differs in', 'next'],
  rows: rows.map(({ state, workerKey, sourceKeys, since, targets, row, sourceWorkerId, endedAt, attributes }) => [
    state,
    workerKey,
    sourceKeys?.join(', '),
    since,
    targets?.join(', ') || undefined,
    row,
    sourceWorkerId,
    endedAt,
    attributes?.join(', '),
    workerKey === undefined ? undefined : commandLine(explainCommand, { worker: workerKey }),
  ]),
});

/** Whether HR's list and what HR's events said are not the same. */
export const isDifferent = ({ rows }: Roster): boolean => rows.some(({ state }) => state !== 'elsewhere');

export function showReportRoster(answer: Roster, page: Page): string {
  const { connection, compared, access, rows, mayBeIncomplete, next } = answer;
  const of = (state: State) => rows.filter((row) => row.state === state).length;
  const warn = (text: string) => page.paint('yellow', text);
  return paragraphs([
    mayBeIncomplete
      ? warn(
          `The list may be incomplete: it does not have ${of('missing')} of the ${count(access, 'worker')} of ${connection} with access`,
        )
      : [],
    ...SECTIONS.flatMap((section) => sectionOf(answer, section, page)),
    page.paint(
      'bold',
      `${connection}: ${count(compared, 'row')} and ${count(access, 'worker')} with access compared: ` +
        `${of('missing')} missing from the list, ${of('unknown')} unknown here, ${of('ended')} ended here, ${of('differs')} differing`,
    ),
    of('missing') > 0
      ? `Nothing was changed: who is not in a list has not left by that. Look at each with explain and ask HR; then ${LEAVERS}`
      : 'Nothing was changed',
    next === undefined ? [] : warn(`Not every worker was reached: continue with --cursor ${next}`),
  ]);
}

const LEAVERS = 'have HR send the ending again or send it with send, or disable the workers who cannot wait';

interface Section {
  readonly state: State;
  readonly title: string;
  /** Of the columns of the sheet. */
  readonly columns: readonly string[];
}

const SECTIONS: readonly Section[] = [
  {
    state: 'missing',
    title: 'Not in the list: perhaps leavers whose ending was lost',
    columns: ['worker', 'known by', 'since', 'can sign in', 'next'],
  },
  {
    state: 'elsewhere',
    title: 'Not in the list, and working here by another system’s word too: compare that one’s list',
    columns: ['worker', 'known by', 'since', 'can sign in'],
  },
  {
    state: 'unknown',
    title: 'No worker has this id: perhaps joiners whose event was lost (worker: who has the address)',
    columns: ['row', 'id', 'worker'],
  },
  {
    state: 'ended',
    title: 'Ended here: HR does not know of the ending, a rehire was lost, or the list is old',
    columns: ['row', 'id', 'worker', 'ended', 'next'],
  },
  {
    state: 'differs',
    title: 'Differing from what HR’s events said',
    columns: ['row', 'id', 'worker', 'differs in'],
  },
];

function sectionOf(answer: Roster, { state, title, columns }: Section, page: Page): readonly string[] {
  const { head, rows } = rosterTable({ ...answer, rows: answer.rows.filter((row) => row.state === state) });
  if (rows.length === 0) return [];
  const cells = rows.map((row) =>
    columns.map((column) => {
      const cell = row[head.indexOf(column)];
      return cell === undefined ? cell : readable(String(cell));
    }),
  );
  return [page.paint('bold', title), table(columns, cells, page)];
}
