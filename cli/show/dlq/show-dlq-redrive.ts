import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { dlqRedriveCommand } from '../../../shared/contracts/operate/dlq/dlq-redrive.ts';
import type { Page } from '../paper/page.ts';
import { count as counted } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';

type Redriven = OutputOf<typeof dlqRedriveCommand>;

export function showDlqRedrive(answer: Redriven, page: Page): string {
  const { dryRun, letters, count, cameBack, stopped, complete } = answer;
  const rows = letters.map(({ id, group, class: failed, because }) => [id, group, failed, because]);
  return paragraphs([
    dryRun
      ? `${counted(count, 'message')} would be sent again; give --go to send them`
      : page.paint('bold', `${counted(count, 'message')} sent again`),
    rows.length > 0 ? table(['id', 'group', 'class', 'because'], rows, page) : [],
    count > letters.length ? ['There are more than are listed'] : [],
    cameBack > 0 ? [`${counted(cameBack, 'message')} parked since the run began: dlq list`] : [],
    stopped === undefined ? [] : [page.paint('red', `Stopped. ${stopped}`)],
    complete || stopped !== undefined
      ? []
      : [page.paint('yellow', 'Not all of the queue was read: run the command again')],
  ]);
}
