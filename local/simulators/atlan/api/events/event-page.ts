import { type Answer, ok } from '../../../kit/http/answer.ts';
import { heraclesError, notFound } from '../../http/answer.ts';
import { memberName } from '../../query/list-answer.ts';
import type { EventLog } from '../../tenant/events/event-log.ts';
import type { ApiRequest } from '../api-request.ts';

const PAGE = 100;
const DAY_MS = 86_400_000;

/** What is asked of one feed: its log, which events of it, and how they are shown. */
interface Feed<E> {
  readonly log: EventLog<E>;
  readonly matches: (event: E) => boolean;
  readonly render: (event: E) => object;
}

/**
 * One page of a feed as a bare list, the newest first, so that pages shift while events come. Days have no time of day, the last one is
 * included, and an event has no id of its own.
 */
export function eventPage<E extends { readonly time: number }>(
  { query, options, seenAt }: ApiRequest,
  { log, matches, render }: Feed<E>,
): Answer {
  if (options.events === 'absent') return notFound('no such path');
  if (options.events === 'forbidden') return heraclesError(403, 'forbidden', '403 Forbidden: events may not be read');
  const from = dayOf(query.get('dateFrom')) ?? Number.NEGATIVE_INFINITY;
  const until = (dayOf(query.get('dateTo')) ?? Number.POSITIVE_INFINITY) + DAY_MS;
  const first = Number(query.get('first') ?? 0);
  const max = Number(query.get('max') ?? PAGE);
  const events = log
    .asOf(seenAt - options.eventDelayMs)
    .filter((event) => event.time >= from && event.time < until && matches(event));
  return ok(events.slice(first, first + max).map(render));
}

/** Whether `value` is what the query asks for under `name`, or the query does not ask. */
export function isAsked(query: URLSearchParams, name: string, value: string): boolean {
  const asked = query.get(name);
  return asked === null || asked === value;
}

/** Whether `value` is among the words that the query repeats under `name`, or there are none. */
export function isAmongAsked(query: URLSearchParams, name: string, value: string): boolean {
  const asked = query.getAll(name).map(memberName);
  return asked.length === 0 || asked.includes(value);
}

/** Epoch ms at which a day begins in UTC; undefined for none, and for what is no day. */
function dayOf(day: string | null): number | undefined {
  const at = day === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at;
}
