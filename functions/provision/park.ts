import type { SQSRecord } from 'aws-lambda';

import type { Clock } from '../../shared/ports/clock.ts';
import type { DeadLetters } from '../../shared/ports/ledger/dead-letters.ts';
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
  await parking.park({ body, group, dedupId: random.uuid() }, because);
  await deadLetters.put({ id: messageId, group, because, parkedAt: clock.now() });
}
