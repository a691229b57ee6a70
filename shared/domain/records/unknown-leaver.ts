import type { Engagement } from '../timeline/engagement.ts';
import type { EngagementReading } from '../timeline/engagement-at.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';

/** So long HR has to send what it knows of the worker: their start, or their address. */
const SAID_WITHIN_MS = 60 * 60_000;

/**
 * What HR leaves open where it ended a worker of whom it said nothing else by which an account could be found: it never started any record of
 * theirs, and no record has an address. Asked an hour after the ending was said, for what HR knows may be on the way. Undefined for all others.
 */
export function unknownLeaver(
  readings: readonly EngagementReading[],
  engagements: Readonly<Record<string, Engagement>>,
): OpenQuestion | undefined {
  const known = Object.values(engagements).flatMap(({ facts }) => facts);
  const isKnown = known.some(({ kind, attributes }) => kind === 'joined' || Boolean(attributes.workEmail));
  if (isKnown || readings.some(({ status }) => status !== 'ended' && status !== 'none')) return undefined;
  const ended = new Set(
    readings.flatMap(({ spellFactId, endedAt }) =>
      spellFactId !== undefined && endedAt !== undefined ? [spellFactId] : [],
    ),
  );
  // of several the same one is asked about, whichever was heard of first
  const [ending] = known
    .filter(({ id }) => ended.has(id))
    .toSorted((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1));
  if (!ending) return undefined;
  return {
    kind: 'unknown-leaver',
    of: 'left',
    id: ending.id,
    at: ending.occurredAt,
    opensAt: ending.occurredAt + SAID_WITHIN_MS,
  };
}
