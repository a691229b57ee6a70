import { encodeMessage, groupOf } from '../../../contracts/messages.ts';
import type { QueuedMessage } from '../../../ports/queue.ts';

/** Asks provision to look at a worker again. `once` makes the id: SQS drops a repeated one for five minutes. */
export function reconcileMessage(workerKey: string, once: string | number): QueuedMessage {
  const content = { kind: 'reconcile', workerKey } as const;
  return { body: encodeMessage(content), group: groupOf(content), dedupId: `${workerKey}:${once}` };
}
