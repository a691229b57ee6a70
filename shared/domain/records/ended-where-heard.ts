import { civilDate } from '../civil-time.ts';
import { connectionOf } from '../event/source-key.ts';
import { isSponsored } from '../event/sponsored.ts';
import type { EngagementAt, EngagementReading } from '../timeline/engagement-at.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';

/** Whether nothing that was said of these engagements can still change: no connection of theirs is configured, and no operator said it. */
export const areUnheard = (
  engagements: readonly Pick<EngagementAt, 'sourceKey'>[],
  heard: readonly string[],
): boolean => engagements.every(({ sourceKey }) => !isSponsored(sourceKey) && !heard.includes(connectionOf(sourceKey)));

/**
 * What is left open where every connection that is heard ended the worker, and access goes on by the word of one that is not configured any more,
 * and never will end them: after a move to another HR system, say. Undefined where that one's contract began after the end.
 */
export function endedWhereHeard(
  readings: readonly EngagementReading[],
  heard: readonly string[] | undefined,
): OpenQuestion | undefined {
  const goingOn = readings.flatMap(({ status, current }) => (status === 'active' ? [current] : []));
  if (!heard || goingOn.length === 0 || !areUnheard(goingOn, heard)) return undefined;
  const ends = readings.flatMap(({ status, current, endedAt: at, spellFactId: id, rescission }) =>
    status === 'ended' && !rescission && at !== undefined && id !== undefined && !areUnheard([current], heard)
      ? [{ id, at }]
      : [],
  );
  const [last] = ends.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  const hasBegun = ({ startDate = '', timeZone }: EngagementAt) =>
    last && startDate <= civilDate(last.at - 1, timeZone);
  if (!last || !goingOn.some(hasBegun)) return undefined;
  return { kind: 'undated-ending', of: 'left', record: 'unheard-goes-on', ...last };
}
