import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { undoCommand } from '../../../shared/contracts/operate/override/undo.ts';
import { showPlannedTarget } from '../explain/show-planned-target.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, section } from '../paper/table.ts';

export const showUndo = (
  { receipt, workerKey, dryRun, overrides, targets, notGivenBack }: OutputOf<typeof undoCommand>,
  page: Page,
): string =>
  paragraphs([
    `Receipt ${receipt} of worker ${page.paint('bold', workerKey)}: ${dryRun ? 'nothing was changed' : 'what it took is given back'}`,
    section(
      dryRun ? 'Would be stated' : 'Stated',
      {
        head: ['override', 'kind', 'target', 'group', 'until'],
        rows: overrides.map(({ id, kind, target, group, until }) => [
          id,
          kind,
          target,
          group,
          until === 'lifted' ? until : when(until),
        ]),
      },
      page,
    ),
    ...targets.map((target) => showPlannedTarget(target, page)),
    section(
      'Not given back',
      {
        head: ['target', 'what', 'name', 'why'],
        rows: notGivenBack.map(({ target, what, name, because }) => [target, what, name, because]),
      },
      page,
    ),
  ]);
