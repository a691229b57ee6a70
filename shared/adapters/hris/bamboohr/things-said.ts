import type { Kind, Phase } from '../../../domain/lifecycle-event.ts';
import { type Dates, datesOf, hasBegun, isOver, type Moment } from './dates.ts';
import type { EmployeeRecord } from './employee-record.ts';
import type { FieldName } from './field-name.ts';

/** One thing that a record says; `date` is null where nothing depends on one. */
export interface SaidThing {
  readonly kind: Kind;
  readonly phase: Phase;
  readonly date: string | null;
}

const IDENTITY: readonly FieldName[] = [
  'workEmail',
  'displayName',
  'firstName',
  'lastName',
  'preferredName',
  'employeeNumber',
];
const POSITION: readonly FieldName[] = [
  'jobTitle',
  'department',
  'division',
  'location',
  'country',
  'costCenter',
  'workerType',
  'employmentStatus',
  'managerSourceWorkerId',
];

/**
 * What a record says, or why it cannot be acted on. BambooHR tells which fields changed and what they are now, never what they were, and
 * this side remembers nothing: so a changed date replaces every earlier one (`corrected`), and whoever has left is never said to move.
 */
export function thingsSaid(record: EmployeeRecord, moment: Moment): readonly SaidThing[] | string {
  if (record.action === 'Deleted') return [{ kind: 'record_deleted', phase: 'effective', date: null }];
  const dates = datesOf(record, moment);
  if (typeof dates === 'string') return dates;
  const reading = { record, moment, dates };
  const start = startSaid(reading);
  const end = endSaid(reading, start !== undefined);
  if (typeof start === 'string') return start;
  if (typeof end === 'string') return end;
  const things = [...identitySaid(reading), ...(start ? [start] : []), ...positionSaid(reading), ...end];
  return things.length > 0 ? things : [{ kind: 'observed', phase: 'effective', date: null }];
}

interface Reading {
  readonly record: EmployeeRecord;
  readonly moment: Moment;
  readonly dates: Dates;
}

const isActive = ({ fields }: EmployeeRecord) => /^active$/i.test(fields.get('status') ?? '');
const isInactive = ({ fields }: EmployeeRecord) =>
  /^inactive$/i.test(fields.get('status') ?? '') || /^terminated\b/i.test(fields.get('employmentStatus') ?? '');
const isGone = ({ record, dates, moment }: Reading) =>
  isInactive(record) || (dates.ends !== undefined && isOver(dates.ends, moment));
const isCleared = ({ changed, fields }: EmployeeRecord) =>
  changed.has('terminationDate') && fields.get('terminationDate') === null;

/** Nothing of somebody who has not begun yet may be dated before the first day: it would read as if they had. */
const fromFirstDay = ({ today, hired }: Dates) => (hired !== undefined && hired > today ? hired : today);
const phaseOf = (date: string, moment: Moment): Phase => (hasBegun(date, moment) ? 'effective' : 'scheduled');

function startSaid({ record, moment, dates }: Reading): SaidThing | string | undefined {
  const { changed, fields, action } = record;
  const { hired, firstHired, today } = dates;
  if (action === 'Created') {
    if (!fields.has('hireDate')) return 'fields.hireDate is missing; add it to the fields that the webhook sends';
    // the record is created first and filled in afterwards; the date comes as a change
    return hired === undefined ? undefined : { kind: 'joined', phase: phaseOf(hired, moment), date: hired };
  }
  if (hired !== undefined && (changed.has('hireDate') || changed.has('originalHireDate'))) {
    const isAgain = (firstHired !== undefined && firstHired < hired) || (changed.has('hireDate') && isCleared(record));
    return { kind: isAgain ? 'rehired' : 'joined', phase: 'corrected', date: hired };
  }
  if (changed.has('status') && isActive(record) && dates.ends === undefined) {
    const date = fromFirstDay(dates);
    return date === today
      ? { kind: 'rehired', phase: 'effective', date }
      : { kind: 'joined', phase: 'scheduled', date };
  }
  return undefined;
}

function endSaid(reading: Reading, saysStart: boolean): readonly SaidThing[] | string {
  const { record, moment, dates } = reading;
  const { changed, action } = record;
  const said = (['terminationDate', 'status', 'employmentStatus'] as const).some((name) => changed.has(name));
  if (!said && !saysStart && action !== 'Created') return [];
  if (dates.ends !== undefined) {
    const over: Phase = isOver(dates.ends, moment) ? 'effective' : 'scheduled';
    const phase = action === 'Updated' && changed.has('terminationDate') ? 'corrected' : over;
    return [{ kind: 'left', phase, date: dates.ends }];
  }
  if (isInactive(record)) {
    if (isCleared(record)) return 'fields.terminationDate is empty and fields.status says that the worker has left';
    // a date of our own must not replace one that HR gave
    return [{ kind: 'left', phase: 'effective', date: dates.today }];
  }
  const isNewSpell = changed.has('hireDate') && saysStart;
  const isUndone =
    isCleared(record) || (changed.has('status') && isActive(record) && record.fields.get('terminationDate') === null);
  // the end of the time before stays: without it the days until the new start would read as worked
  return isUndone && !isNewSpell ? [{ kind: 'left', phase: 'cancelled', date: dates.today }] : [];
}

function identitySaid({ record, dates }: Reading): readonly SaidThing[] {
  const isSaid = record.action === 'Updated' && IDENTITY.some((name) => record.changed.has(name));
  return isSaid ? [{ kind: 'identity_changed', phase: 'effective', date: fromFirstDay(dates) }] : [];
}

function positionSaid(reading: Reading): readonly SaidThing[] {
  const { record, moment, dates } = reading;
  const { changed, fields, action } = record;
  if (action !== 'Updated' || isGone(reading)) return [];
  const date = fromFirstDay(dates);
  const onLeave = changed.has('employmentStatus') && /\bleave\b/i.test(fields.get('employmentStatus') ?? '');
  return [
    ...(POSITION.some((name) => changed.has(name))
      ? [{ kind: 'moved', phase: phaseOf(date, moment), date } as const]
      : []),
    ...(onLeave ? [{ kind: 'leave_started', phase: phaseOf(date, moment), date } as const] : []),
  ];
}
