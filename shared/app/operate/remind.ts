import { RetryableError } from '../../domain/failure.ts';
import { reconcileMessage } from '../poll/due/reconcile.ts';
import type { OperateDeps } from './deps.ts';

/** Asks provision to look at a worker who is due. When the queue takes nothing the tick does, a minute later. */
export async function remind(
  workerKey: string,
  { queue, random, observe }: Pick<OperateDeps, 'queue' | 'random' | 'observe'>,
): Promise<void> {
  try {
    await queue.send([reconcileMessage(workerKey, random.uuid())]);
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    observe.warn('reconcile-not-sent', { workerKey });
  }
}
