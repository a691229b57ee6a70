import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { overrideListCommand } from '../../../shared/contracts/operate/override/override-list.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';

type Listed = OutputOf<typeof overrideListCommand>;

export function showOverrideList({ overrides, next }: Listed, page: Page): string {
  const rows = overrides.map(({ id, workerKey, kind, actor, from, until, lifted, reason }) => [
    id,
    workerKey,
    kind,
    actor,
    when(from),
    when(until),
    lifted ? `${reason}; lifted by ${lifted.actor}: ${lifted.reason}` : reason,
  ]);
  return paragraphs([
    rows.length === 0
      ? 'There are no overrides'
      : table(['override', 'worker', 'kind', 'by', 'from', 'until', 'reason'], rows, page),
    next === undefined ? [] : [`Not every worker was read: continue with --cursor ${next}`],
  ]);
}
