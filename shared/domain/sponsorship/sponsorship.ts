import type { LifecycleEvent } from '../event/lifecycle-event.ts';
import { isSponsored, type Sponsor } from '../event/sponsored.ts';
import type { EngagementReading } from '../timeline/engagement-at.ts';

/** What was stated last of who answers for a worker, under one source key of operators. */
export interface Sponsorship extends Sponsor {
  /** Epoch ms at which it was stated. */
  readonly at: number;
  /** What was told last of its end. */
  readonly reminded?: { readonly lastDay: string; readonly days: number };
}

/** The sponsor of a worker does not work here any more: who answers for them, or whether access ends, is for a person to say. */
export interface SponsorDoubt {
  readonly kind: 'sponsor-left';
  /** The key of the sponsor who left. */
  readonly sponsor: string;
}

interface Sponsored {
  readonly sponsorships?: Readonly<Record<string, Sponsorship>>;
}

const SPONSORSHIPS = 20;

/** The worker with what an event states of their sponsor, where it does; of more than 20 source keys those stated last are kept. */
export function withSponsorship<One extends Sponsored>(worker: One, event: LifecycleEvent): One {
  const { sourceKey, sponsorship, occurredAt: at } = event;
  if (!sponsorship) return worker;
  const { [sourceKey]: _, ...others } = worker.sponsorships ?? {};
  const all = [...Object.entries(others), [sourceKey, { ...sponsorship, at }] as const];
  return { ...worker, sponsorships: Object.fromEntries(all.slice(-SPONSORSHIPS)) };
}

/** The worker without what was stated under a source key that is another worker's from now on. */
export function withoutSponsorship<One extends Sponsored>(worker: One, sourceKey: string): One {
  if (!worker.sponsorships?.[sourceKey]) return worker;
  const { [sourceKey]: _, ...sponsorships } = worker.sponsorships;
  return { ...worker, sponsorships };
}

/**
 * Readings without those of sponsorships that HR took over: once HR states a start that is not before that of the sponsorship, HR alone
 * says how long the access goes on.
 */
export function withoutTakenOver(readings: readonly EngagementReading[]): readonly EngagementReading[] {
  return readings.filter(({ current }) => !isSponsored(current.sourceKey) || !isTakenOver(current, readings));
}

const isTakenOver = (
  { startDate = '' }: EngagementReading['current'],
  readings: readonly EngagementReading[],
): boolean => startDate !== '' && readings.some(({ current }) => isHrStart(current) && current.startDate >= startDate);

const isHrStart = (
  one: EngagementReading['current'],
): one is EngagementReading['current'] & { readonly startDate: string } =>
  !isSponsored(one.sourceKey) && one.startDate !== undefined;
