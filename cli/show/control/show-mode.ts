import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { modeCommand } from '../../../shared/contracts/operate/control/mode.ts';
import type { Page } from '../paper/page.ts';
import { count, when } from '../paper/readable.ts';
import { rolloutLine } from '../rollout/rollout-line.ts';

export function showMode(answer: OutputOf<typeof modeCommand>, page: Page): string {
  const { target, mode, set, rollout, madeDue, complete } = answer;
  return [
    `${page.paint('bold', target)} is in mode ${page.paint('bold', mode)}`,
    set ? `Set to ${set.mode} by ${set.actor} at ${when(set.at)}: ${set.reason}` : 'No operator has set it yet',
    ...(rollout ? [rolloutLine(rollout)] : []),
    ...(madeDue > 0 ? [`${count(madeDue, 'worker')} made due by this call`] : []),
    ...(complete ? [] : [page.paint('yellow', 'Not every worker is due yet: set the same mode again to continue')]),
  ].join('\n');
}
