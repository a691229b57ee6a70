import type { PlannedTarget } from '../../../shared/contracts/operate/explain/planned.ts';
import type { Page } from '../paper/page.ts';
import { readable } from '../paper/readable.ts';
import { table } from '../paper/table.ts';

/** What would be done on one target, and what keeps it from being done. */
export function showPlannedTarget(planned: PlannedTarget, page: Page): string {
  const { target, mode, sends, stopped, steps, afterwards, holds } = planned;
  const title = `${page.paint('bold', target)} (${mode}${sends ? '' : ', nothing is sent'})`;
  if (stopped !== undefined) return `${title}\n${page.paint('yellow', `Not known: ${stopped}`)}`;
  return [
    title,
    steps.length === 0 ? 'Nothing to do' : table(['action', 'account', 'what', 'rule', 'goes'], steps.map(rowOf), page),
    ...holds.map(({ id, kind, because, decision }) =>
      page.paint('yellow', `Held (${kind}, ${decision ?? 'open'}): ${because}. See: hold show ${id}`),
    ),
    `Afterwards: ${afterwards.state}. ${readable(afterwards.because)}`,
  ].join('\n');
}

function rowOf({ action, accountId, role, from, groups, rule, held }: PlannedTarget['steps'][number]) {
  const roles = [from, role].filter((name) => name !== undefined).join(' → ');
  const what = [roles, ...(groups ?? [])].filter((part) => part !== '').join(', ');
  return [action, accountId, what || undefined, rule, held ? 'held' : 'yes'];
}
