import { civilDate, endOfDay, isCivil, startOfDay } from '../../../domain/civil-time.ts';
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
}

export interface Moment {
  readonly occurredAt: number;
  readonly timeZone: string;
}

/** A last day further ahead than this is a slip of the keyboard, or a field mapped wrongly. */
const MAX_YEARS_AHEAD = 5;
/** Reads a record's dates, or says why nobody should act on them. */
export function datesOf({ fields, changed }: EmployeeRecord, { occurredAt, timeZone }: Moment): Dates | string {
  const today = civilDate(occurredAt, timeZone);
  const date = (name: FieldName) => fields.get(name) ?? undefined;
  for (const name of ['hireDate', 'originalHireDate', 'terminationDate'] as const) {
    const text = date(name);
    if (text !== undefined && !isCivil(text, timeZone)) return `fields.${name} must be a date that exists, YYYY-MM-DD`;
  }
  const [hired, firstHired, ended] = [date('hireDate'), date('originalHireDate'), date('terminationDate')];
  const isBeforeHire = ended !== undefined && hired !== undefined && ended <= hired;
  // who was hired again may still have the end of the time before
  const isOfAnEarlierTime = isBeforeHire && firstHired !== undefined && firstHired < hired;
  if (isBeforeHire && (!isOfAnEarlierTime || changed.has('terminationDate'))) {
    return 'fields.terminationDate must be after hireDate; correct it in BambooHR, or the fields of the webhook';
  }
  const ends = isOfAnEarlierTime ? undefined : ended;
  if (ends !== undefined && Number(ends.slice(0, 4)) - Number(today.slice(0, 4)) > MAX_YEARS_AHEAD) {
    return `fields.terminationDate is more than ${MAX_YEARS_AHEAD} years ahead; correct it in BambooHR`;
  }
  return { today, ...(hired && { hired }), ...(firstHired && { firstHired }), ...(ends && { ends }) };
}

export const hasBegun = (date: string, { occurredAt, timeZone }: Moment): boolean =>
  startOfDay(date, timeZone) <= occurredAt;

export const isOver = (lastDay: string, { occurredAt, timeZone }: Moment): boolean =>
  endOfDay(lastDay, timeZone) <= occurredAt;
