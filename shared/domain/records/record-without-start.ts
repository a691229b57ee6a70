import type { Engagement } from '../timeline/engagement.ts';
import type { EngagementReading } from '../timeline/engagement-at.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';

/** So long HR has to send the start of a record that it named after the worker had left. */
const START_WITHIN_MS = 60 * 60_000;

/**
 * What HR leaves open where it ended one record of a worker, and never started another that it names: by the one access has ended, by the
 * other nothing is known. Asked at once where the other record was known before the end; otherwise an hour later, for its start may be on
 * the way. Undefined while any record goes on or is to begin, or none has ended.
 */
export function recordWithoutStart(
  readings: readonly EngagementReading[],
  engagements: Readonly<Record<string, Engagement>>,
): OpenQuestion | undefined {
  if (readings.some(({ status }) => status === 'active')) return undefined;
  const startless = readings.filter(({ status }) => status === 'presumed');
  const last = readings
    .filter(({ status }) => status === 'ended')
    // of two that end at one instant the same one is named, whichever was heard of first
    .toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0) || compareText(a.spellFactId, b.spellFactId))
    .at(-1);
  if (startless.length === 0 || last?.endedAt === undefined || last.spellFactId === undefined) return undefined;
  const heardAt = Math.max(
    ...startless.map(({ current: { sourceKey } }) =>
      Math.min(...(engagements[sourceKey]?.facts ?? []).map(({ occurredAt }) => occurredAt)),
    ),
  );
  const isLater = heardAt > last.endedAt;
  return {
    kind: 'undated-ending',
    of: 'left',
    record: 'other-not-started',
    id: last.spellFactId,
    at: last.endedAt,
    ...(isLater && { opensAt: heardAt + START_WITHIN_MS }),
  };
}

const compareText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
