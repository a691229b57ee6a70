import type { SQSRecord } from 'aws-lambda';

import { decodeMessage } from '../../shared/contracts/messages.ts';
import { PermanentError } from '../../shared/domain/failure.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { DeadLetter, DeadLetters } from '../../shared/ports/ledger/dead-letters.ts';
import type { Parking } from '../../shared/ports/queue.ts';
import type { Random } from '../../shared/ports/random.ts';

export interface ParkDeps {
  readonly parking: Parking;
  readonly deadLetters: DeadLetters;
  readonly clock: Clock;
  readonly random: Random;
}

/** Sends a message to the dead-letter queue under an id of its own, for SQS drops a repeated one in silence, and writes down why. */
export async function park(
  { messageId, body, attributes }: SQSRecord,
  because: string,
  { parking, deadLetters, clock, random }: ParkDeps,
): Promise<void> {
  const group = attributes.MessageGroupId ?? messageId;
  const parkedAt = clock.now();
  await parking.park({ body, group, dedupId: random.uuid() }, { letter: messageId, because, at: parkedAt });
  await deadLetters.put({ id: messageId, group, because, ...contentOf(body), parkedAt });
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
