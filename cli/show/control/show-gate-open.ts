import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { gateOpenCommand } from '../../../shared/contracts/operate/control/gate-open.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';

export function showGateOpen({ gate, was }: OutputOf<typeof gateOpenCommand>, page: Page): string {
  const { target, state, opened } = gate;
  return [
    `${page.paint('bold', target)} is ${page.paint(state === 'open' ? 'green' : 'red', state)}`,
    was?.closed
      ? `It was closed since ${when(was.closed.since)} (${was.closed.cause}): ${was.closed.because}`
      : 'It was open already: nothing was changed',
    ...(was && opened ? [`Opened by ${opened.actor} at ${when(opened.at)}: ${opened.reason}`] : []),
    ...(was
      ? ['Workers who wait for this target are checked when they are next due, at most five minutes from now']
      : []),
  ].join('\n');
}
