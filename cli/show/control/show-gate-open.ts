import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { gateOpenCommand } from '../../../shared/contracts/operate/control/gate-open.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { gateLabel } from './gate-label.ts';

type Opened = OutputOf<typeof gateOpenCommand>;

export function showGateOpen({ channel, ...own }: Opened, page: Page): string {
  const wasClosed = own.was ?? channel?.was;
  return [
    ...one(own, page),
    ...(channel ? one(channel, page) : []),
    ...(wasClosed
      ? ['Workers who wait for this target are checked when they are next due, at most five minutes from now']
      : []),
  ].join('\n');
}

function one({ gate, was }: Omit<Opened, 'channel'>, page: Page): readonly string[] {
  const { state, opened } = gate;
  return [
    `${page.paint('bold', gateLabel(gate))} is ${page.paint(state === 'open' ? 'green' : 'red', state)}`,
    was?.closed
      ? `It was closed since ${when(was.closed.since)} (${was.closed.cause}): ${was.closed.because}`
      : 'It was open already: nothing was changed',
    ...(was && opened ? [`Opened by ${opened.actor} at ${when(opened.at)}: ${opened.reason}`] : []),
  ];
}
