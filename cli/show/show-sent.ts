import { commandLine } from '../../shared/contracts/operate/command-line.ts';
import { explainCommand } from '../../shared/contracts/operate/explain/explain.ts';
import type { Sent } from '../send/send.ts';
import type { Page } from './paper/page.ts';
import { count } from './paper/readable.ts';
import { paragraphs, table } from './paper/table.ts';

/** More next commands than these are not read. */
const HINTS = 3;

/** What was sent and how to see what becomes of it; of a dry run what would be sent, as `send -` takes it. */
export function showSent(sent: Sent, page: Page): string {
  const { api, isDryRun, connection, events } = sent;
  if (isDryRun) return JSON.stringify(wiresOf(sent), undefined, 2);
  const accepted = `${count(events.length, 'event')} accepted by ${api}`;
  if (connection === undefined)
    return paragraphs([
      accepted,
      table(
        ['kind', 'phase', 'id'],
        events.map(({ kind, phase, id }) => [kind, phase, id]),
        page,
      ),
      'lifecycle.config.ts names no connection for POST /events, so the source keys are not known here',
    ]);
  const rows = events.map(({ kind, phase, sourceKey, id, eventId }) => [kind, phase, sourceKey, id, eventId]);
  const workers = [...new Set(events.map(({ sourceWorkerId }) => sourceWorkerId))].slice(0, HINTS);
  const hints = workers.map((sourceWorkerId) => commandLine(explainCommand, { connection, sourceWorkerId }));
  return paragraphs([
    accepted,
    table(['kind', 'phase', 'source key', 'id', 'event'], rows, page),
    `Next:\n${hints.join('\n')}`,
  ]);
}

/** The same for scripts. */
export const sentAsJson = (sent: Sent): unknown =>
  sent.isDryRun
    ? wiresOf(sent)
    : {
        api: sent.api,
        events: sent.events.map(({ id, eventId, sourceKey, kind, phase }) =>
          sent.connection === undefined ? { id, kind, phase } : { id, eventId, sourceKey, kind, phase },
        ),
      };

function wiresOf({ events }: Sent): unknown {
  const wires = events.map(({ wire }) => wire);
  return wires.length === 1 ? wires[0] : wires;
}
