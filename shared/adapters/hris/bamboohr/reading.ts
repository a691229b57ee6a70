import type { Kind, Phase } from '../../../domain/event/lifecycle-event.ts';
import { type Dates, isOver, type Moment } from './dates.ts';
import type { EmployeeRecord } from './employee-record.ts';

/** One thing that a record says; `date` is null where nothing depends on one, and for an end whose date is not usable. */
export interface SaidThing {
  readonly kind: Kind;
  readonly phase: Phase;
  readonly date: string | null;
}

/** A record, the moment it speaks of, and its dates at that moment. */
export interface Reading {
  readonly record: EmployeeRecord;
  readonly moment: Moment;
  readonly dates: Dates;
}

export const isActive = ({ fields }: EmployeeRecord) => /^active$/i.test(fields.get('status') ?? '');
export const isInactive = ({ fields }: EmployeeRecord) =>
  /^inactive$/i.test(fields.get('status') ?? '') || /^terminated\b/i.test(fields.get('employmentStatus') ?? '');
export const isGone = ({ record, dates, moment }: Reading) =>
  isInactive(record) || (dates.ends !== undefined && isOver(dates.ends, moment));
export const isCleared = ({ changed, fields }: EmployeeRecord) =>
  changed.has('terminationDate') && fields.get('terminationDate') === null;
