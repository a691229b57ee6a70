import { byOrder } from './statement.ts';
import { byDay, isBegunBy, type Turn } from './turns.ts';

/** How late a last day may be moved out, and how long a gap may be, for a worker to count as one who comes back soon. */
export const SHORT_GAP_DAYS = 14;
const DAY_MS = 86_400_000;

/** Ends that mean the same spells: those that follow one start, with no other start that they could mean before the last of them. */
export interface Run {
  /** In the order in which they were said. */
  readonly ends: readonly Turn[];
  /** The one that counts: the newest, but never later than one that is to act at once. */
  readonly counts: Turn;
  /** Where several say the day that counts: what was said first. */
  readonly firstSaid: Turn;
  /** All starts that these ends may mean, by day, later ones too. */
  readonly meant: readonly Turn[];
  /** The last of them that has begun; absent where the spell began before everything that HR stated. */
  readonly latest: Turn | undefined;
  /** It names a contract that no start has, while every start has another one. */
  readonly isOfUnknownContract: boolean;
}

/** An end that finds no spell which began by its last day, while these begin later. */
export interface NoShow {
  readonly end: Turn;
  readonly withheld: readonly Turn[];
}

interface Placed {
  readonly end: Turn;
  readonly meant: readonly Turn[];
  readonly latest: Turn | undefined;
}

/** Works out which spells every end means, by days and names of contracts alone; starts by day, ends by order. */
export function runsOf(
  starts: readonly Turn[],
  ends: readonly Turn[],
): { readonly runs: readonly Run[]; readonly noShows: readonly NoShow[] } {
  const meantBy = meaning(starts);
  const placed = ends.map((end): Placed => {
    const meant = meantBy(end);
    const isOfDays = !end.fact.effective.immediate;
    const isBefore = ({ day }: Turn) => isOfDays && day === end.day && hasOlderOpen(end, meant, { ends, meantBy });
    const begun = meant.filter((start) => isBegunBy(start, end) && !isBefore(start));
    return { end, meant, latest: begun.at(-1) };
  });
  const groups = Map.groupBy(placed, ({ end, meant, latest }) =>
    JSON.stringify([nameOf(end, meant, starts), latest?.fact.id]),
  );

  const runs: Run[] = [];
  const noShows: NoShow[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { meant, latest } = first;
    const isOfUnknownContract = isUnknown(first.end, starts);
    const isUnstated = isOfUnknownContract || meant.length === 0 || meant[0]?.fact.isRehire === true;
    noShows.push(...group.flatMap(({ end }) => reaching(end, latest, meant)));
    if (!latest && !isUnstated) {
      noShows.push({ end: countsOf(group.map(({ end }) => end)), withheld: beginningAfter(latest, meant) });
      continue;
    }
    const { own, others } = sortedOut(group, latest);
    noShows.push(...others.map((end) => ({ end, withheld: beginningAfter(latest, meant) })));
    runs.push({ ends: own, ...countedIn(own), meant, latest, isOfUnknownContract });
  }
  return { runs, noShows };
}

function countedIn(ends: readonly Turn[]): Pick<Run, 'counts' | 'firstSaid'> {
  const counts = countsOf(ends);
  const [firstSaid = counts] = ends.filter(({ day, at }) => day === counts.day && at === counts.at);
  return { counts, firstSaid };
}

/** An end that names a contract means the starts with its name, else those without a name; one that names none means all. */
function meaning(starts: readonly Turn[]): (end: Turn) => readonly Turn[] {
  const named = Map.groupBy(starts, ({ contract }) => contract);
  return ({ contract }) => (contract === undefined ? starts : (named.get(contract) ?? named.get(undefined) ?? starts));
}

const isUnknown = (end: Turn, starts: readonly Turn[]): boolean =>
  end.contract !== undefined &&
  starts.length > 0 &&
  starts.every(({ contract }) => contract !== undefined && contract !== end.contract);

/** Ends with one name may mean the same spells. */
function nameOf(end: Turn, meant: readonly Turn[], starts: readonly Turn[]): string {
  if (starts.length === 0 || isUnknown(end, starts)) return `? ${end.contract ?? ''}`;
  return meant.length === starts.length ? 'all' : `of ${meant[0]?.contract ?? ''}`;
}

interface Among {
  readonly ends: readonly Turn[];
  readonly meantBy: (end: Turn) => readonly Turn[];
}

/** Whether a spell that began on an earlier day goes on until this end, so that it is not the end of one that begins on its day. */
const hasOlderOpen = (end: Turn, meant: readonly Turn[], { ends, meantBy }: Among): boolean =>
  meant.some(
    (start) =>
      start.day < end.day &&
      !ends.some((other) => start.day <= other.day && other.day < end.day && meantBy(other).includes(start)),
  );

/** HR takes its word back by saying another day; an order to act at once it takes back only by cancelling or correcting it. */
function countsOf(ends: readonly Turn[]): Turn {
  const newest = ends.at(-1);
  const [atOnce] = ends.filter(({ fact }) => fact.effective.immediate).sort(byDay);
  if (!newest) throw new Error('A run without an end');
  return atOnce && atOnce.at < newest.at ? atOnce : newest;
}

/**
 * A later last day of a spell that was over for long when it was said, while another spell is to begin, was said of that one: the
 * worker did not come.
 */
function sortedOut(
  group: readonly Placed[],
  latest: Turn | undefined,
): { readonly own: readonly Turn[]; readonly others: readonly Turn[] } {
  const own: Turn[] = [];
  const others: Turn[] = [];
  for (const { end, meant } of group) {
    const before = own.length > 0 ? countsOf(own) : undefined;
    const isLate = before && end.fact.occurredAt - before.at > SHORT_GAP_DAYS * DAY_MS && end.day > before.day;
    const isBeforeAnother = beginningAfter(latest, meant).some((start) => !isBegunBy(start, end));
    (isLate && isBeforeAnother ? others : own).push(end);
  }
  return { own, others };
}

/** An order to act at once ends what goes on; by a last day on which a later start, announced before, has begun it means that one too. */
function reaching(end: Turn, latest: Turn | undefined, meant: readonly Turn[]): readonly NoShow[] {
  const { effective } = end.fact;
  const withheld = meant.filter(
    (start) =>
      start.day > (latest?.day ?? Number.NEGATIVE_INFINITY) &&
      byOrder(start.fact, end.fact) < 0 &&
      start.fact.effective.date <= effective.date &&
      !isBegunBy(start, end),
  );
  return effective.immediate && withheld.length > 0 ? [{ end, withheld }] : [];
}

/** The starts of the first day after that of a start; of the first day of all where there is none. */
function beginningAfter(latest: Turn | undefined, meant: readonly Turn[]): readonly Turn[] {
  const later = latest ? meant.filter(({ day }) => day > latest.day) : meant;
  return later.filter(({ day }) => day === later[0]?.day);
}

export const newestOfDays = (ends: readonly Turn[], count: number): readonly Turn[] => {
  const byLastDay = new Map(ends.toSorted((a, b) => byOrder(a.fact, b.fact)).map((end) => [end.day, end]));
  return [...byLastDay.values()].sort((a, b) => byOrder(a.fact, b.fact)).slice(-count);
};
