import type { Engagement } from '../timeline/engagement.ts';
import { rescissionOf } from '../timeline/rescission.ts';
import type { Statement } from '../timeline/statement.ts';

/**
 * What HR says of who an engagement is about, the oldest first: the facts in force, and before them the start of an offer that was
 * rescinded, because HR took back the offer and not who it was made to.
 */
export function personStatements(engagement: Engagement): readonly Statement[] {
  const [start] = rescissionOf(engagement)?.statements ?? [];
  return start ? [start, ...engagement.facts] : engagement.facts;
}
