import { Temporal } from 'temporal-polyfill';

import type { Effective } from './event/lifecycle-event.ts';

/** The first instant of a civil date in a zone, in epoch ms. Not every day begins at 00:00. Throws for an impossible date or zone. */
export function startOfDay(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The first instant of the day that lies so many days before a civil date in a zone, in epoch ms. */
export function startOfDayBefore(date: string, days: number, timeZone: string): number {
  return Temporal.PlainDate.from(date).subtract({ days }).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The first instant after a civil date in a zone, in epoch ms. */
export function endOfDay(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The civil date of an instant in a zone, `YYYY-MM-DD`. */
export function civilDate(instant: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

const IN_ZONE = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?\[([\w/+-]+)\]$/;

/**
 * A time or a day in a zone, as RFC 9557 writes them: `2026-12-01T09:00[Asia/Tokyo]`, `2026-12-01[Asia/Tokyo]`. Answers epoch ms: twice the
 * instant of a time, the first instants of a day and of the next one. Of a time that a change of clocks repeats the first is meant.
 * Undefined for anything else: no such day or zone, or an offset that the zone does not have then.
 */
export function inZone(text: string): { readonly from: number; readonly to: number } | undefined {
  const [, date = '', timeZone = ''] = IN_ZONE.exec(text) ?? [];
  if (!isCivil(date, timeZone)) return undefined;
  if (text === `${date}[${timeZone}]`) return { from: startOfDay(date, timeZone), to: endOfDay(date, timeZone) };
  try {
    const at = Temporal.ZonedDateTime.from(text).epochMilliseconds;
    return { from: at, to: at };
  } catch {
    return undefined;
  }
}

/** A civil date as the number of days since 1970, so that days can be counted. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** What was derived of dates, as long as they live: one convergence asks for the same instants again and again. */
const derived = new WeakMap<Effective, number>();

/** The civil date before another one. */
export const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();

/** When a fact takes effect as to access, in epoch ms: as `instantOf`, or after another last day where access ends with that one. */
export const accessInstantOf = (effective: Effective, occurredAt: number): number =>
  effective.accessUntil === undefined
    ? instantOf(effective, occurredAt)
    : endOfDay(effective.accessUntil, effective.timeZone);

/** When a fact takes effect, in epoch ms; `occurredAt` for one that is to act at once. */
export function instantOf(effective: Effective, occurredAt: number): number {
  const { date, boundary, timeZone, instant, immediate } = effective;
  if (immediate) return occurredAt;
  if (boundary === 'instant' && instant !== undefined) return instant;
  const known = derived.get(effective);
  if (known !== undefined) return known;
  const at = boundary === 'end_of_day' ? endOfDay(date, timeZone) : startOfDay(date, timeZone);
  derived.set(effective, at);
  return at;
}

/** Whether both can be used by the functions of this file. */
export function isCivil(date: string, timeZone: string): boolean {
  try {
    startOfDay(date, timeZone);
    return /^\d{4}-\d{2}-\d{2}$/.test(date);
  } catch {
    return false;
  }
}
