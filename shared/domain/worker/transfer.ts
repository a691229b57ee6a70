import { dayNumber } from '../civil-time.ts';
import type { Worker } from './worker.ts';

type Said = Pick<Worker, 'engagements'>;

/**
 * Whether a newcomer begins by the day after a worker's last day, so that the two may be one person whose contract moves to another id.
 * Not while the worker goes on without a last day.
 */
export function isTransfer(known: Said, newcomer: Said): boolean {
  return Math.min(...daysOf(newcomer, 'joined')) <= lastDay(known) + 1;
}

/** The day, by its number, after which HR lets nothing of a worker go on; minus infinity while something goes on. */
function lastDay({ engagements }: Said): number {
  const ends = Object.entries(engagements).map(([sourceKey, engagement]) => {
    const one = { engagements: { [sourceKey]: engagement } };
    const end = Math.max(...daysOf(one, 'left'));
    return end >= Math.max(...daysOf(one, 'joined')) ? end : Number.POSITIVE_INFINITY;
  });
  const last = Math.max(...ends);
  return Number.isFinite(last) ? last : Number.NEGATIVE_INFINITY;
}

const daysOf = ({ engagements }: Said, kind: 'joined' | 'left'): readonly number[] =>
  Object.values(engagements).flatMap(({ facts }) =>
    facts.flatMap((fact) => (fact.kind === kind ? [dayNumber(fact.effective.date)] : [])),
  );
