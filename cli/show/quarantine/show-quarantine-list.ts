import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { quarantineListCommand } from '../../../shared/contracts/operate/quarantine/quarantine-list.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';

export function showQuarantineList({ deliveries, more }: OutputOf<typeof quarantineListCommand>, page: Page): string {
  if (deliveries.length === 0) return 'Nothing is in quarantine';
  const rows = deliveries.map(({ id, connection, receivedAt, expiresAt, because }) => [
    id,
    connection,
    when(receivedAt),
    when(expiresAt),
    because,
  ]);
  return paragraphs([
    table(['id', 'connection', 'received', 'expires', 'because'], rows, page),
    more ? ['There are more than are listed'] : [],
  ]);
}
