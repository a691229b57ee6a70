import { connectionOf } from '../event/source-key.ts';
import type { EngagementReading } from '../timeline/engagement-at.ts';

/** By a connection that another one took the place of, that other one. */
export type ReplacedBy = Readonly<Record<string, string>>;

/**
 * The engagements without those of a connection that the company replaced, once the one in its place has begun an engagement of the worker: from
 * then on that one alone says when their work begins and ends. Until then the replaced one counts as before.
 */
export function withoutReplaced(
  readings: readonly EngagementReading[],
  replacedBy: ReplacedBy = {},
): readonly EngagementReading[] {
  const begun = new Set(readings.filter(hasBegun).map(({ current }) => connectionOf(current.sourceKey)));
  return readings.filter(({ current: { sourceKey } }) => {
    const connection = connectionOf(sourceKey);
    const successor = Object.hasOwn(replacedBy, connection) ? replacedBy[connection] : undefined;
    return successor === undefined || !begun.has(successor);
  });
}

/** An offer that was taken back began nothing. */
const hasBegun = ({ status, rescission }: EngagementReading): boolean =>
  status === 'active' || (status === 'ended' && !rescission);
