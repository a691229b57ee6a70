import { done, type NotDone, type Outcome } from '../../../domain/outcome.ts';
import { type About, rejection } from './rejection.ts';
import type { Reply } from './target-request.ts';
import type { Lost } from './verdict.ts';

/**
 * What came of a write. When its answer was lost, `look` reads whether it happened: yes is done, no is a reason to
 * plan again. The write itself is not repeated here, for it may still be on its way.
 */
export async function settle(
  reply: Reply,
  about: About,
  look: () => Promise<Outcome<boolean>>,
): Promise<Outcome<void>> {
  switch (reply.kind) {
    case 'answered':
      return done(undefined);
    case 'rejected':
      return rejection(about, reply);
    case 'lost': {
      const seen = await look();
      if (seen.kind !== 'done') return seen;
      return seen.value ? done(undefined) : notSeen(about, reply);
    }
    case 'wait':
    case 'retryable':
      return reply;
  }
}

/** A write whose answer was lost and that left no trace. */
export function notSeen(
  { tenant: { name }, operation }: Pick<About, 'tenant' | 'operation'>,
  { why, error }: Lost,
): NotDone {
  const because = `${name} gave no usable answer to ${operation} (${why}), and a read does not show the change`;
  return error ? { kind: 'retryable', because } : { kind: 'wait', cause: 'down', because };
}
