import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { pauseCommand } from '../../../shared/contracts/operate/control/pause.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';

export function showPause(
  { what, target, paused, actor, reason, since }: OutputOf<typeof pauseCommand>,
  page: Page,
): string {
  const which = target === undefined ? what : `target ${target}`;
  const state = paused ? page.paint('red', 'paused') : page.paint('green', 'running');
  return `${page.paint('bold', which)}: ${state} since ${when(since)}, by ${actor}: ${reason}`;
}
