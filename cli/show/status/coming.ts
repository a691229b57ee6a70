import type { Coming } from '../../../shared/contracts/operate/status/coming.ts';
import { count, when } from '../paper/readable.ts';

/** What is on its way and in no figure yet, in one line. */
export function comingLine({ messages, due, oldestDue }: Coming): string {
  const queue = messages
    ? `${count(messages.waiting, 'message')} in the queue, ${messages.inWork} being processed`
    : 'the number of messages in the queue is not known';
  const oldest = oldestDue === undefined ? '' : `, the oldest since ${when(oldestDue)}`;
  return `Still being processed: ${queue}; ${count(due, 'worker')} due${oldest}`;
}
