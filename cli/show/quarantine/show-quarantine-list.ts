import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { quarantineListCommand } from '../../../shared/contracts/operate/quarantine/quarantine-list.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, section, table } from '../paper/table.ts';

export function showQuarantineList(
  { deliveries, discarded, more }: OutputOf<typeof quarantineListCommand>,
  page: Page,
): string {
  const rows = deliveries.map(({ id, connection, receivedAt, expiresAt, because }) => [
    id,
    connection,
    when(receivedAt),
    when(expiresAt),
    because,
  ]);
  return paragraphs([
    rows.length > 0
      ? table(['id', 'connection', 'received', 'expires', 'because'], rows, page)
      : 'Nothing is in quarantine',
    more ? ['There are more than are listed'] : [],
    ...section(
      'Discarded',
      {
        head: ['id', 'connection', 'received', 'discarded', 'by', 'reason'],
        rows: discarded.map(({ id, connection, receivedAt, discardedAt, actor, reason }) => [
          id,
          connection,
          when(receivedAt),
          when(discardedAt),
          actor,
          reason,
        ]),
      },
      page,
    ),
  ]);
}
