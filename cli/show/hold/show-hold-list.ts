import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { holdListCommand } from '../../../shared/contracts/operate/hold/hold-list.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';

export function showHoldList({ holds, more }: OutputOf<typeof holdListCommand>, page: Page): string {
  if (holds.length === 0) return 'No hold is open';
  const rows = holds.map(({ id, since, kind, target, workerKey, decision, because }) => [
    id,
    when(since),
    kind,
    target,
    workerKey,
    decision?.verdict ?? 'open',
    because,
  ]);
  return paragraphs([
    table(['hold', 'since', 'kind', 'target', 'worker', 'decision', 'because'], rows, page),
    more ? ['There are more than are listed'] : [],
  ]);
}
