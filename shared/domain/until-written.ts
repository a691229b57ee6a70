import { RetryableError } from './failure.ts';

/** What a step answers when another process wrote first, so that it has to read again. */
export const FORESTALLED = Symbol('another process wrote first');

/**
 * Runs a step of read, decide and write again as long as another process is faster. Throws `RetryableError`, which names `what` was being
 * written, when that happened `attempts` times in a row.
 */
export async function untilWritten<Written>(
  what: string,
  attempts: number,
  step: (attempt: number) => Promise<Written | typeof FORESTALLED>,
): Promise<Written> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const written = await step(attempt);
    if (written !== FORESTALLED) return written;
  }
  throw new RetryableError(`${what} was changed by other processes ${attempts} times in a row; it is tried again`);
}
