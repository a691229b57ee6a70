import type { baselineImportCommand } from '../../../shared/contracts/operate/baseline/baseline-import.ts';
import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { Page } from '../paper/page.ts';
import { count } from '../paper/readable.ts';
import type { Sheet } from '../paper/sheet.ts';
import { paragraphs, table } from '../paper/table.ts';

type Imported = OutputOf<typeof baselineImportCommand>;

export const importTable = ({ rows }: Imported): Sheet => ({
  head: ['id', 'state', 'worker'],
  rows: rows.map(({ sourceWorkerId, state, workerKey }) => [sourceWorkerId, state, workerKey]),
});

export function showBaselineImport(answer: Imported, page: Page): string {
  const { connection, rows, isDryRun } = answer;
  const of = (state: Imported['rows'][number]['state']) => rows.filter((row) => row.state === state).length;
  const { head, rows: cells } = importTable(answer);
  const doubtful = of('same-address');
  return paragraphs([
    table(
      head,
      cells.map((row) => [...row]),
      page,
    ),
    isDryRun
      ? `${page.paint('bold', connection)}: ${count(of('new'), 'worker')} would be brought in, ${of('known')} are known; nothing was changed`
      : `${page.paint('bold', connection)}: ${count(of('sent'), 'worker')} brought in, ${of('known')} were known`,
    doubtful === 0
      ? []
      : page.paint(
          'yellow',
          `${count(doubtful, 'worker')} left out, who have the address of a known worker: correct the file, or have HR send them`,
        ),
  ]);
}
