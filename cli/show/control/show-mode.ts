import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { modeCommand } from '../../../shared/contracts/operate/control/mode.ts';
import type { Page } from '../paper/page.ts';
import { count, when } from '../paper/readable.ts';

export function showMode({ target, mode, set, madeDue, complete }: OutputOf<typeof modeCommand>, page: Page): string {
  return [
    `${page.paint('bold', target)} is in mode ${page.paint('bold', mode)}`,
    set ? `Set to ${set.mode} by ${set.actor} at ${when(set.at)}: ${set.reason}` : 'No operator has set it yet',
    ...(madeDue > 0 ? [`${count(madeDue, 'worker')} made due by this call`] : []),
    ...(complete ? [] : [page.paint('yellow', 'Not every worker is due yet: set the same mode again to continue')]),
  ].join('\n');
}
