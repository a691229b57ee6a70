import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { disableCommand } from '../../../shared/contracts/operate/control/disable.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';

type Disabled = OutputOf<typeof disableCommand>;

export function showDisable({ workerKey, overrideId, targets }: Disabled, page: Page): string {
  const rows = targets.map(({ target, mode, result, accounts, lookAt, because }) => [
    target,
    mode,
    page.paint(result === 'ended' ? 'green' : 'red', result),
    accounts.map(({ id, state }) => `${id} ${state}`).join(', ') || undefined,
    when(lookAt),
    because,
  ]);
  return paragraphs([
    `The access of worker ${page.paint('bold', workerKey)} ends until override ${overrideId} is lifted`,
    table(['target', 'mode', 'result', 'accounts', 'next check', 'because'], rows, page),
    targets.flatMap(({ note }) => note ?? []).join('\n') || [],
    targets.flatMap(({ holdId }) => (holdId === undefined ? [] : `Next: hold show ${holdId}`)).join('\n') || [],
  ]);
}
