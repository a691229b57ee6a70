import { dayNumber } from './civil-time.ts';
import type { Worker } from './worker.ts';

type Said = Pick<Worker, 'engagements'>;

/**
 * Whether a newcomer begins by the day after a worker's last day, so that the two may be one person whose contract moves to another id.
 * Not while the worker goes on without a last day.
 */
export function isTransfer(known: Said, newcomer: Said): boolean {
  const end = lastDay(known);
  const start = daysOf(newcomer, 'joined').at(0);
  return end !== undefined && start !== undefined && dayNumber(start) <= dayNumber(end) + 1;
}

/** The civil date after which HR lets nothing of a worker go on; undefined while something goes on. */
function lastDay({ engagements }: Said): string | undefined {
  const ends = Object.entries(engagements).map(([sourceKey, engagement]) => {
    const one = { engagements: { [sourceKey]: engagement } };
    const end = daysOf(one, 'left').at(-1);
    return end !== undefined && end >= (daysOf(one, 'joined').at(-1) ?? '') ? end : undefined;
  });
  return ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
}

const daysOf = ({ engagements }: Said, kind: 'joined' | 'left'): readonly string[] =>
  Object.values(engagements)
    .flatMap(({ facts }) => facts.flatMap((fact) => (fact.kind === kind ? [fact.effective.date] : [])))
    .toSorted();
