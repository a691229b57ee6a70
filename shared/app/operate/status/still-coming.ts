import type { Coming } from '../../../contracts/operate/status/coming.ts';
import { RetryableError } from '../../../domain/failure.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import type { DueWorker } from './situation.ts';

/** What is on its way and in no figure yet: messages on the queue, and workers whose time has come. Undefined while nothing is. */
export async function stillComing(
  due: readonly DueWorker[],
  { backlog }: Pick<OperateDeps, 'backlog'>,
): Promise<Coming | undefined> {
  const figures = await figuresOf(backlog);
  const { waiting = 0, inWork = 0 } = figures ?? {};
  if (waiting + inWork + due.length === 0) return undefined;
  return {
    ...(figures && { messages: { ...figures } }),
    due: due.length,
    ...(due.length > 0 && { oldestDue: iso(Math.min(...due.map(({ at }) => at))) }),
  };
}

/** The headline when nothing else is wrong. */
export function comingSentence({ messages, due, oldestDue }: Coming): string {
  const queue = messages
    ? `${messages.waiting} messages wait in the queue and ${messages.inWork} are being processed`
    : 'the number of messages in the queue is not known';
  const workers = due === 0 ? 'no worker is due' : `${due} workers are due, the oldest since ${oldestDue}`;
  return `No trouble is known, but events are still being processed: ${queue}; ${workers}. Try again until none are left`;
}

/** A missing answer of the queue must not hide the rest. */
async function figuresOf(backlog: OperateDeps['backlog']) {
  try {
    return await backlog.read();
  } catch (error) {
    if (error instanceof RetryableError) return undefined;
    throw error;
  }
}
