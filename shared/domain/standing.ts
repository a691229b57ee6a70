import type { Engagement } from './engagement.ts';
import { type EngagementAt, type EngagementStatus, readEngagement } from './engagement-at.ts';
import { endingOverride, isInForce, type Override, UNTIL_LIFTED } from './override.ts';

/**
 * How a worker stands at an instant. `presumed`: HR spoke of somebody whose start it never announced, so nothing is granted and
 * nothing is taken away. `expected`: starts later. `ended`: at least one engagement was, and none goes on; only then access ends.
 */
export interface Standing {
  readonly kind: EngagementStatus;
  /** What policy reads: the engagements that go on, or the last ones under an access that is kept. */
  readonly engagements: readonly EngagementAt[];
  /** The work e-mail by which this worker may be found or invited: the one stated last among all engagements. */
  readonly workEmail?: string;
  /** Epoch ms of the last end, when nothing goes on; of an operator's word, when something would. */
  readonly endedAt?: number;
  /** The next epoch ms at which this may be another standing, or other attributes. */
  readonly changesAt?: number;
}

/** The best of several engagements counts. */
const BEST_FIRST: readonly EngagementStatus[] = ['active', 'presumed', 'ended', 'expected'];

/** Reads all engagements and overrides at an instant (epoch ms). Pure. */
export function standingAt(
  engagements: Readonly<Record<string, Engagement>>,
  overrides: readonly Override[],
  at: number,
): Standing {
  const readings = Object.entries(engagements).map(([sourceKey, engagement]) =>
    readEngagement(sourceKey, engagement, at),
  );
  const natural = BEST_FIRST.find((status) => readings.some((reading) => reading.status === status)) ?? 'none';
  const kind = decide(
    natural,
    overrides.filter((override) => isInForce(override, at)),
  );
  const counts = kind === 'active' ? natural : kind;

  const instants = [
    ...readings.map(({ changesAt }) => changesAt),
    ...overrides.flatMap(({ from, until }) => [from, ...(until === UNTIL_LIFTED ? [] : [until])]),
  ];
  const changesAt = Math.min(...instants.filter((instant) => instant !== undefined && instant > at).map(Number));
  const ends = natural === 'ended' ? readings.flatMap(({ endedAt }) => endedAt ?? []) : [];
  const endedAt = ends.length > 0 ? Math.max(...ends) : endingOverride(overrides, at)?.from;
  const emails = readings
    .filter(({ emailOrder }) => emailOrder !== undefined)
    .sort((a, b) => ((a.emailOrder ?? '') < (b.emailOrder ?? '') ? -1 : 1));
  const workEmail = emails.at(-1)?.current.attributes.workEmail;
  return {
    kind,
    engagements: readings.filter(({ status }) => status === counts).map(({ current }) => current),
    ...(workEmail && { workEmail }),
    ...(kind === 'ended' && endedAt !== undefined && { endedAt }),
    ...(Number.isFinite(changesAt) && { changesAt }),
  };
}

/** An operator is heard before HR, and an end before a keeping. */
function decide(natural: EngagementStatus, overrides: readonly Override[]): EngagementStatus {
  if (overrides.some(({ kind }) => kind === 'access_ended')) return 'ended';
  return natural === 'ended' && overrides.some(({ kind }) => kind === 'access_kept') ? 'active' : natural;
}
