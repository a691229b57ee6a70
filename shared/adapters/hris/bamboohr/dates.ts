import { civilDate, endOfDay, isCivil, startOfDay } from '../../../domain/civil-time.ts';
import type { Rejected } from '../../../domain/event/lifecycle-event.ts';
import type { EmployeeRecord } from './employee-record.ts';
import type { FieldName } from './field-name.ts';

/** The dates of one record, and what they say at the moment it speaks of. */
export interface Dates {
  /** Of the moment the record speaks of, in the connection's zone. */
  readonly today: string;
  readonly hired?: string;
  readonly firstHired?: string;
  /** The last day of work. */
  readonly ends?: string;
  /** An end was sent, and it is not usable: why. */
  readonly badEnd?: Rejected;
  /** First days that are not usable. */
  readonly badStarts: readonly Rejected[];
}

export interface Moment {
  readonly occurredAt: number;
  /** When the record was sent, which is signed, or else received. */
  readonly heardAt: number;
  readonly timeZone: string;
}

/** A last day further ahead than this is a slip of the keyboard, or a field mapped wrongly. */
const MAX_YEARS_AHEAD = 5;
const NO_DATE = 'must be a date that exists, YYYY-MM-DD';

/** Reads a record's dates, each by itself: an unusable date leaves the others as they are. */
export function datesOf(record: EmployeeRecord, { occurredAt, heardAt, timeZone }: Moment): Dates {
  const { fields, unusable } = record;
  const today = civilDate(occurredAt, timeZone);
  const read = (name: FieldName): { readonly date?: string; readonly bad?: Rejected } => {
    const date = fields.get(name) ?? undefined;
    const why = unusable.get(name) ?? (date !== undefined && !isCivil(date, timeZone) ? NO_DATE : undefined);
    return why === undefined ? { date } : { bad: { attribute: name, why } };
  };
  const [hire, first, end] = [read('hireDate'), read('originalHireDate'), read('terminationDate')];
  const starts = { hired: hire.date, firstHired: first.date };
  const ends = end.date === undefined || isOfAnEarlierTime(end.date, starts, record) ? undefined : end.date;
  const why = ends === undefined ? undefined : whyNot(ends, { ...starts, heardOn: civilDate(heardAt, timeZone) });
  const badEnd = why === undefined ? end.bad : { attribute: 'terminationDate', why };
  return {
    today,
    ...(hire.date !== undefined && { hired: hire.date }),
    ...(first.date !== undefined && { firstHired: first.date }),
    ...(badEnd ? { badEnd } : { ...(ends !== undefined && { ends }) }),
    badStarts: [hire.bad, first.bad].flatMap((bad) => bad ?? []),
  };
}

interface Starts {
  readonly hired?: string;
  readonly firstHired?: string;
}

/** Who was hired again may still have the end of the time before. */
const isOfAnEarlierTime = (ended: string, { hired, firstHired }: Starts, { changed }: EmployeeRecord): boolean =>
  hired !== undefined &&
  ended <= hired &&
  firstHired !== undefined &&
  firstHired < hired &&
  !changed.has('terminationDate');

function whyNot(ends: string, { hired, heardOn }: Starts & { readonly heardOn: string }): string | undefined {
  // the last day may be the first: a spell of one day
  if (hired !== undefined && ends < hired)
    return 'must not be before hireDate; correct it in BambooHR, or the fields of the webhook';
  if (Number(ends.slice(0, 4)) - Number(heardOn.slice(0, 4)) > MAX_YEARS_AHEAD)
    return `is more than ${MAX_YEARS_AHEAD} years ahead; correct it in BambooHR`;
  return undefined;
}

export const hasBegun = (date: string, { occurredAt, timeZone }: Moment): boolean =>
  startOfDay(date, timeZone) <= occurredAt;

export const isOver = (lastDay: string, { occurredAt, timeZone }: Moment): boolean =>
  endOfDay(lastDay, timeZone) <= occurredAt;
