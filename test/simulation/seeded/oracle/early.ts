import type { Access, Statement } from '../history.ts';
import { KIND_MEANS } from './kinds.ts';
import { midnight } from './midnight.ts';
import { type Reading, readingOf } from './reading.ts';

/**
 * What HR's words mean for access: as they stand, and from so many days before a first day on as on that day. Nothing begins early after an
 * order to end access at once, nor where the words about the first day are in doubt.
 */
export function accessReading(heard: readonly Statement[], at: number, { startsBeforeDays, endsOn }: Access): Reading {
  const now = readingOf(heard, at, endsOn);
  if (startsBeforeDays === 0 || (now.verdict !== 'off' && now.verdict !== 'alone') || now.atOnce) return now;
  const coming = heard
    .filter(({ kind, date }) => KIND_MEANS[kind] === 'starts' && date !== null)
    .map(({ date, zone }) => ({
      first: midnight(date ?? '', zone),
      from: midnight(date ?? '', zone, -startsBeforeDays),
    }))
    .filter(({ first }) => first > at)
    .sort((a, b) => a.first - b.first);
  for (const { first, from } of coming) {
    const then = readingOf(heard, first, endsOn);
    if (then.verdict === 'doubt') return now;
    if (then.verdict === 'on') return from <= at ? then : now;
  }
  return now;
}

/** All instants (epoch ms) at which a statement may change what is due. */
export function turnsOf({ date, zone, saidAt, ...said }: Statement, { startsBeforeDays }: Access): readonly number[] {
  const dates = [date, said.lastDayWorked, said.terminationDate, said.gardenLeaveFrom].filter(
    (one) => typeof one === 'string',
  );
  return [
    saidAt,
    ...dates.flatMap((one) => [midnight(one, zone, -startsBeforeDays), midnight(one, zone), midnight(one, zone, 1)]),
  ];
}
