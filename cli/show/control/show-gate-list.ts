import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { gateListCommand } from '../../../shared/contracts/operate/control/gate-list.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';
import { gateLabel } from './gate-label.ts';

export function showGateList({ gates }: OutputOf<typeof gateListCommand>, page: Page): string {
  const rows = gates.map(({ state, closed, ...of }) => [
    gateLabel(of),
    page.paint(state === 'open' ? 'green' : 'red', state),
    when(closed?.since),
    when(closed?.until),
    when(closed?.triedAt),
    closed?.cause,
    closed?.because,
  ]);
  const openings = gates.flatMap(({ opened, ...of }) =>
    opened ? [`${gateLabel(of)} was opened by ${opened.actor} at ${when(opened.at)}: ${opened.reason}`] : [],
  );
  const isClosed = gates.some(({ state }) => state === 'closed');
  return paragraphs([
    table(['target', 'gate', 'since', 'until', 'last trial', 'cause', 'because'], rows, page),
    openings.join('\n') || [],
    isClosed ? ['Next: gate open <target> --reason <why>, once the cause is gone'] : [],
  ]);
}
