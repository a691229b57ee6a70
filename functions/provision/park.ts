import type { SQSRecord } from 'aws-lambda';

import type { RetentionSettings } from '../../shared/contracts/config/config.ts';
import { deadLetterUntil } from '../../shared/contracts/kept-until.ts';
import { decodeMessage } from '../../shared/contracts/messages.ts';
import { PermanentError } from '../../shared/domain/failure.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { DueLines } from '../../shared/ports/ledger/due-lines.ts';
import type { DeadLetter, DeadLetters } from '../../shared/ports/ledger/intake/dead-letters.ts';
import type { Parking } from '../../shared/ports/queue.ts';
import type { Random } from '../../shared/ports/random.ts';

export interface ParkDeps {
  readonly parking: Parking;
  readonly deadLetters: DeadLetters;
  readonly dueLines: Pick<DueLines, 'dueAgain'>;
  readonly retention: Pick<RetentionSettings, 'deadLetterDays'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** How soon to look again at a worker whose reminder was given up: what it was for is not given up. */
const LOOK_MS = 60 * 60_000;

/**
 * Sends a message to the dead-letter queue under an id of its own, for SQS drops a repeated one in silence, and writes down why. A worker
 * it reminds of is due again in an hour.
 */
export async function park(
  { messageId, body, attributes }: SQSRecord,
  because: string,
  { parking, deadLetters, dueLines, retention, clock, random }: ParkDeps,
): Promise<void> {
  const group = attributes.MessageGroupId ?? messageId;
  const parkedAt = clock.now();
  await parking.park({ body, group, dedupId: random.uuid() }, { letter: messageId, because, at: parkedAt });
  const content = contentOf(body);
  await deadLetters.put({ id: messageId, group, because, ...content, parkedAt }, deadLetterUntil(parkedAt, retention));
  if (content.workerKey !== undefined) await dueLines.dueAgain(content.workerKey, parkedAt + LOOK_MS);
}

/** What a message is about, in ids and words of ours; nothing for one that cannot be read. */
function contentOf(body: string): Pick<DeadLetter, 'eventId' | 'kind' | 'phase' | 'workerKey'> {
  try {
    const message = decodeMessage(body);
    if (message.kind === 'reconcile') return { workerKey: message.workerKey };
    const { id, kind, phase } = message.event;
    return { eventId: id, kind, phase };
  } catch (error) {
    if (error instanceof PermanentError) return {};
    throw error;
  }
}
