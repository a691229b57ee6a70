import { civilDate, startOfDayBefore } from '../civil-time.ts';
import { type EndsOn, withAccessEnds } from '../timeline/access-end.ts';
import type { Fact } from '../timeline/statement.ts';
import { endingOverride } from './override.ts';
import { type HowHeard, type Standing, standingAt } from './standing.ts';
import type { Worker } from './worker.ts';

/** How a company reads what HR says: its dates, and its HR systems. */
export interface AccessDates extends HowHeard {
  /** How many civil days before the first day access begins. */
  readonly startsBeforeDays: number;
  readonly endsOn: EndsOn;
}

type Said = Pick<Worker, 'engagements' | 'overrides'>;

/** What was said of a worker, only to be read: endings end access as the company reads them. */
export const asRead = <One extends Said>(worker: One, { endsOn }: Pick<AccessDates, 'endsOn'>): One => ({
  ...worker,
  engagements: Object.fromEntries(
    Object.entries(worker.engagements).map(([key, one]) => [key, withAccessEnds(one, endsOn)]),
  ),
});

/** So many dates ahead are searched for a first day. */
const AHEAD = 24;

/**
 * How a worker stands at an instant (epoch ms) as to access: as HR's dates say, and before a first day, from so many days before it on, as on
 * that day. Nothing begins early after an end that was to act at once, against the word of an operator, or while HR's words are in doubt. An end
 * that is to act at once counts also before the first day.
 */
export function accessAt(worker: Said, at: number, { startsBeforeDays: days, endsOn, ...how }: AccessDates): Standing {
  const said = asRead(worker, { endsOn });
  const { engagements, overrides } = said;
  const standing = standingAt(engagements, overrides, at, how);
  if (days === 0 || standing.kind === 'active' || endingOverride(overrides, at)) return standing;
  const cut = endedBeforeFirstDay(said, standing, at);
  if (cut) return { ...standing, kind: 'ended', endedAt: cut.occurredAt, basis: [cut.id] };
  if (standing.kind === 'ended' && atOnce(said).some(({ id }) => standing.basis.includes(id))) return standing;
  const first = firstDay(said, standing, how);
  if (!first) return standing;
  const zone = first.engagements[0]?.timeZone ?? 'UTC';
  const from = startOfDayBefore(civilDate(first.at, zone), days, zone);
  const next = at < from ? from : first.at;
  const changesAt = Math.min(standing.changesAt ?? next, next);
  const { at: _, ...onFirstDay } = first;
  return { ...(at < from ? standing : onFirstDay), changesAt };
}

/** The standing on the next first day, where that is sure and nothing ends before. */
function firstDay({ engagements, overrides }: Said, { kind, changesAt }: Standing, how: HowHeard) {
  let at = changesAt;
  for (let count = 0; at !== undefined && count < AHEAD; count++) {
    const standing = standingAt(engagements, overrides, at, how);
    if (standing.kind === 'active') return standing.questions ? undefined : { ...standing, at };
    if (standing.kind === 'ended' && kind !== 'ended') return undefined;
    at = standing.changesAt;
  }
  return undefined;
}

const atOnce = ({ engagements }: Pick<Said, 'engagements'>): readonly Fact[] =>
  Object.values(engagements).flatMap(({ facts }) =>
    facts.filter(({ kind, effective }) => kind === 'left' && effective.immediate),
  );

/** The end that is to act at once, of a worker who has not had a first day: a person is asked about it as about every no-show. */
function endedBeforeFirstDay(said: Said, { kind, questions = [] }: Standing, at: number): Fact | undefined {
  if (kind !== 'expected' && kind !== 'presumed') return undefined;
  const noShows = questions.flatMap((one) => (one.kind === 'no-show' ? one.id : []));
  return atOnce(said).find(({ id, occurredAt }) => noShows.includes(id) && occurredAt <= at);
}
