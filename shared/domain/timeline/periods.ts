import type { Turn } from './turns.ts';

/** From a start to the end of its last day. */
export interface Spell {
  /** Absent where it began before everything that HR stated. */
  readonly start?: Turn;
  /** Absent while HR stated no end. */
  readonly end?: Turn;
}

/** Unbroken access: spells whose days touch or overlap. In epoch ms; `until` is no part of it. */
export interface Period {
  /** Minus infinity where it began before everything that HR stated. */
  readonly from: number;
  /** Infinity while no end is stated. */
  readonly until: number;
  /** Days since 1970: the first one, and the last one, which is worked. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** The first start that HR stated in it. */
  readonly start?: Turn;
  /** The end that it runs to. */
  readonly end?: Turn;
}

/** The periods in which at least one of the spells goes on, by time. */
export function mergedPeriods(spells: readonly Spell[]): readonly Period[] {
  const periods: Period[] = [];
  for (const period of spells.map(periodOf).sort((a, b) => a.from - b.from || a.firstDay - b.firstDay)) {
    const last = periods.at(-1);
    if (last && (period.from <= last.until || isNextDay(last, period))) periods.splice(-1, 1, joint(last, period));
    else periods.push(period);
  }
  return periods;
}

/** Whether the one begins on the day after the other's last day at the latest, in whatever zones the days are. */
export const isNextDay = ({ lastDay }: Pick<Period, 'lastDay'>, { firstDay }: Pick<Period, 'firstDay'>): boolean =>
  firstDay <= lastDay + 1;

/** What is left of the periods without the others, as spans in epoch ms. */
export function without(
  periods: readonly Period[],
  others: readonly Period[],
): readonly { readonly from: number; readonly until: number }[] {
  return periods.flatMap(({ from, until }) => {
    let spans = [{ from, until }];
    for (const other of others)
      spans = spans
        .flatMap((span) => [
          { from: span.from, until: Math.min(span.until, other.from) },
          { from: Math.max(span.from, other.until), until: span.until },
        ])
        .filter((span) => span.from < span.until);
    return spans;
  });
}

function periodOf({ start, end }: Spell): Period {
  const from = start?.at ?? Number.NEGATIVE_INFINITY;
  return {
    from,
    // the last day in one zone may be over before the same day begins in another
    until: end ? Math.max(from, end.at) : Number.POSITIVE_INFINITY,
    firstDay: start?.day ?? Number.NEGATIVE_INFINITY,
    lastDay: end?.day ?? Number.POSITIVE_INFINITY,
    ...(start && { start }),
    ...(end && { end }),
  };
}

function joint(one: Period, next: Period): Period {
  const [start, last] = [one.start ?? next.start, next.until > one.until ? next : one];
  return {
    from: one.from,
    until: last.until,
    firstDay: Math.min(one.firstDay, next.firstDay),
    lastDay: Math.max(one.lastDay, next.lastDay),
    ...(start && { start }),
    ...(last.end && { end: last.end }),
  };
}
