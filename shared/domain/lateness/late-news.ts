import { civilDate, dayNumber } from '../civil-time.ts';
import type { LifecycleEvent } from '../event/lifecycle-event.ts';
import { type Engagement, withoutFacts } from '../timeline/engagement.ts';
import { byOrder, contractOf, dateOf, type Fact, saidKind } from '../timeline/statement.ts';
import { isInForce } from '../worker/override.ts';
import type { LateNews, Worker } from '../worker/worker.ts';

/** How late HR may state a start or a move, in days, before a person is asked; `off`: as late as it likes. */
export type LateGrantDays = number | 'off';

const GIVES: readonly LifecycleEvent['kind'][] = ['joined', 'rehired', 'moved', 'converted'];

/** So many are kept of one worker; what is beyond them is the oldest, and gives without a question. */
const MOST = 20;

/**
 * Whole civil days from the day on which an event takes effect to the day on which it was received, in the zone of its date; 0 for one that
 * came in time, that is to act at once, or of which either day is not known.
 */
export function daysLate({ effective, receivedAt }: Pick<LifecycleEvent, 'effective' | 'receivedAt'>): number {
  if (!effective || effective.immediate || receivedAt === undefined) return 0;
  const { date, boundary, instant, timeZone } = effective;
  const from = boundary === 'instant' && instant !== undefined ? civilDate(instant, timeZone) : date;
  // what ends a day takes effect with the next one
  const first = dayNumber(from) + (boundary === 'end_of_day' ? 1 : 0);
  return Math.max(0, dayNumber(civilDate(receivedAt, timeZone)) - first);
}

/** The late news of a worker whose engagements hold an event already: with it, where it may give access and came later than `after` days. */
export function withNews(worker: Worker, event: LifecycleEvent, after: LateGrantDays): Worker {
  const news = isLateNews(event, after) ? [{ id: event.id, days: daysLate(event) }] : [];
  return withLate(worker, [...(worker.late ?? []), ...news]);
}

/** Whether an event may give access, and came later than `after` days: then a person is asked first. */
export const isLateNews = (event: LifecycleEvent, after: LateGrantDays): boolean =>
  after !== 'off' && daysLate(event) > after && GIVES.includes(event.kind) && event.phase !== 'cancelled';

/** The worker with these late news alone, as far as they still count. */
export function withLate(before: Worker, news: readonly LateNews[]): Worker {
  const { late: _, ...worker } = before;
  const inForce = new Set(Object.values(worker.engagements).flatMap(({ facts }) => facts.map(({ id }) => id)));
  const late = news.filter(({ id }) => inForce.has(id)).slice(-MOST);
  return late.length > 0 ? { ...worker, late } : worker;
}

/** What is asked about late news. */
export interface LateQuestion {
  /** Ids of what HR said; of what it said several times of one day the first. */
  readonly about: readonly string[];
  /** The most, in civil days. */
  readonly days: number;
  /** The worker's engagements as if nothing of it had been said. */
  readonly without: Readonly<Record<string, Engagement>>;
}

/** What of a worker's late news no operator has approved by an instant (epoch ms); undefined where there is none. */
export function lateQuestion({ late = [], engagements, overrides }: Worker, at: number): LateQuestion | undefined {
  const approved = new Set(
    overrides.flatMap((one) => (one.kind === 'question_answered' && isInForce(one, at) ? (one.against ?? []) : [])),
  );
  const open = new Map(late.filter(({ id }) => !approved.has(id)).map(({ id, days }) => [id, days]));
  const facts = Object.values(engagements)
    .flatMap((engagement) => engagement.facts.filter(({ id }) => open.has(id)))
    .sort(byOrder);
  if (facts.length === 0) return undefined;
  const gone = new Set(facts.map(({ id }) => id));
  return {
    about: [...Map.groupBy(facts, keyOf).values()].flatMap(([first]) => first?.id ?? []),
    days: Math.max(...facts.map(({ id }) => open.get(id) ?? 0)),
    without: Object.fromEntries(Object.entries(engagements).map(([key, one]) => [key, withoutFacts(one, gone)])),
  };
}

const keyOf = (fact: Fact): string => [saidKind(fact), dateOf(fact), contractOf(fact)].join(' ');
