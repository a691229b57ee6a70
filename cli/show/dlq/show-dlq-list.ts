import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { dlqListCommand } from '../../../shared/contracts/operate/dlq/dlq-list.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, section, table } from '../paper/table.ts';

export function showDlqList({ classes, deadLetters, more }: OutputOf<typeof dlqListCommand>, page: Page): string {
  if (deadLetters.length === 0) return 'Nothing was parked';
  const rows = deadLetters.map(({ id, parkedAt, group, eventId, because }) => [
    id,
    when(parkedAt),
    group,
    eventId,
    because,
  ]);
  return paragraphs([
    section(
      'Error classes',
      {
        head: ['count', 'oldest', 'newest', 'class'],
        rows: classes.map(({ class: name, count, oldest, newest }) => [count, when(oldest), when(newest), name]),
      },
      page,
    ),
    table(['id', 'parked', 'group', 'event', 'because'], rows, page),
    more ? ['There are more than are listed'] : [],
  ]);
}
