import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { quarantineDiscardCommand } from '../../../shared/contracts/operate/quarantine/quarantine-discard.ts';
import type { quarantineReplayCommand } from '../../../shared/contracts/operate/quarantine/quarantine-replay.ts';
import type { quarantineShowCommand } from '../../../shared/contracts/operate/quarantine/quarantine-show.ts';
import type { ShownEvent } from '../../../shared/contracts/operate/quarantine/shown-quarantined.ts';
import type { Page } from '../paper/page.ts';
import { count, when } from '../paper/readable.ts';
import { paragraphs, section } from '../paper/table.ts';

export function showQuarantine(
  { delivery, bytes, understood, notUnderstood }: OutputOf<typeof quarantineShowCommand>,
  page: Page,
): string {
  const { id, connection, because, receivedAt, expiresAt } = delivery;
  return paragraphs([
    [
      `Delivery ${page.paint('bold', id)} of ${connection}, ${count(bytes, 'byte')}`,
      `Received at ${when(receivedAt)}, kept until ${when(expiresAt)}: ${because}`,
    ].join('\n'),
    ...events('Understood now', understood, page),
    notUnderstood.length > 0
      ? ['Not understood', ...notUnderstood].join('\n')
      : `All of it is understood now: quarantine replay ${id}`,
  ]);
}

export function showQuarantineReplay(
  { id, sent, notUnderstood, kept }: OutputOf<typeof quarantineReplayCommand>,
  page: Page,
): string {
  return paragraphs([
    `${count(sent.length, 'event')} of delivery ${page.paint('bold', id)} sent`,
    ...events('Sent', sent, page),
    notUnderstood.length > 0 ? [page.paint('yellow', ['Still not understood', ...notUnderstood].join('\n'))] : [],
    kept ? 'It is kept in quarantine' : 'It has left the quarantine',
  ]);
}

export const showQuarantineDiscard = (
  { discarded: { id, connection, receivedAt } }: OutputOf<typeof quarantineDiscardCommand>,
  page: Page,
): string =>
  `Delivery ${page.paint('bold', id)} of ${connection}, received at ${when(receivedAt)}, is deleted; what it said was not processed`;

const events = (title: string, shown: readonly ShownEvent[], page: Page): readonly string[] => [
  ...section(
    title,
    {
      head: ['event', 'kind', 'phase', 'source key'],
      rows: shown.map(({ eventId, kind, phase, sourceKey }) => [eventId, kind, phase, sourceKey]),
    },
    page,
  ),
  ...section(
    'Not usable, and left out',
    {
      head: ['event', 'what'],
      rows: shown.flatMap(({ eventId, rejected }) => (rejected ? [[eventId, rejected.join(', ')]] : [])),
    },
    page,
  ),
];
