import type { Kind, Phase, Rejected } from '../../../domain/lifecycle-event.ts';
import { type Dates, datesOf, hasBegun, isOver, type Moment } from './dates.ts';
import type { EmployeeRecord } from './employee-record.ts';
import type { FieldName } from './field-name.ts';

/** One thing that a record says; `date` is null where nothing depends on one, and for an end whose date is not usable. */
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
const START: readonly FieldName[] = ['hireDate', 'originalHireDate'];
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

/** What a record says, thing by thing, and what of it could not be read. */
export interface Said {
  readonly things: readonly SaidThing[];
  /** What is not usable and was left out of these things. */
  readonly rejected: readonly Rejected[];
  /** Why the things beside these were not taken: what they depend on has to be right. */
  readonly refused?: Rejected;
}

/**
 * What a record says. BambooHR tells which fields changed and what they are now, never what they were, and this side remembers nothing: so
 * a changed date replaces every earlier one (`corrected`), and whoever has left is never said to move. An end that is stated counts
 * whatever else is wrong; everything else is taken only from a record that can be read whole.
 */
export function thingsSaid(record: EmployeeRecord, moment: Moment): Said {
  if (record.action === 'Deleted')
    return { things: [{ kind: 'record_deleted', phase: 'effective', date: null }], rejected: [] };
  const dates = datesOf(record, moment);
  const reading = { record, moment, dates };
  const start = startSaid(reading);
  const end = endSaid(reading, isThing(start));
  const ending = end && isThing(end) ? end : undefined;
  const wrong = [...wrongIn(reading), ...(start && !isThing(start) ? [start] : [])];
  const ends = ending ? [ending] : [];

  const [refused] = wrong;
  if (refused) {
    const isLost = !ending || saysMore(reading);
    return { things: ends, rejected: ending ? wrong : [], ...(isLost && { refused }) };
  }
  const things = [
    ...identitySaid(reading),
    ...(start && isThing(start) ? [start] : []),
    ...positionSaid(reading),
    ...ends,
    ...(ending ? [] : takenBack(reading, isThing(start))),
  ];
  return {
    things: things.length > 0 ? things : [{ kind: 'observed', phase: 'effective', date: null }],
    rejected: [],
  };
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

const isThing = (said: SaidThing | Rejected | undefined): said is SaidThing => said !== undefined && 'kind' in said;

/** What a thing beside the end depends on, and what is wrong with it. */
function wrongIn({ record, dates }: Reading): readonly Rejected[] {
  const words = (['status', 'employmentStatus'] as const).flatMap((attribute) => {
    const why = record.unusable.get(attribute);
    return why === undefined ? [] : [{ attribute, why }];
  });
  const isTornAway = isCleared(record) && isInactive(record);
  return [
    ...record.wrong,
    ...dates.badStarts,
    ...words,
    ...(dates.badEnd ? [dates.badEnd] : []),
    ...(isTornAway
      ? [{ attribute: 'terminationDate', why: 'is empty and fields.status says that the worker has left' }]
      : []),
  ];
}

/** Whether a record that states an end also says something that the worker loses, or lacks, when it is not taken. */
function saysMore(reading: Reading): boolean {
  const { action, changed, isListed, wrong } = reading.record;
  if (isGone(reading)) return false;
  const isUnclear = !isListed || wrong.some(({ attribute }) => attribute === 'action');
  return isUnclear || action === 'Created' || [...START, ...POSITION].some((name) => changed.has(name));
}

function startSaid({ record, moment, dates }: Reading): SaidThing | Rejected | undefined {
  const { changed, fields, action, unusable } = record;
  const { hired, firstHired, today } = dates;
  if (action === 'Created') {
    if (!fields.has('hireDate') && !unusable.has('hireDate'))
      return { attribute: 'hireDate', why: 'is missing; add it to the fields that the webhook sends' };
    // the record is created first and filled in afterwards; the date comes as a change
    return hired === undefined ? undefined : { kind: 'joined', phase: phaseOf(hired, moment), date: hired };
  }
  if (hired !== undefined && START.some((name) => changed.has(name))) {
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

/** An end whose date is not usable is one without a date: a person has to say when, and nobody guesses. */
const UNDATED: SaidThing = { kind: 'left', phase: 'effective', date: null };

function endSaid({ record, moment, dates }: Reading, saysStart: boolean): SaidThing | undefined {
  const { changed, action, isListed } = record;
  const isSaid =
    !isListed || (['terminationDate', 'status', 'employmentStatus'] as const).some((name) => changed.has(name));
  if (!isSaid && !saysStart && action !== 'Created') return undefined;
  if (dates.ends !== undefined) {
    const over: Phase = isOver(dates.ends, moment) ? 'effective' : 'scheduled';
    const phase = action === 'Updated' && changed.has('terminationDate') ? 'corrected' : over;
    return { kind: 'left', phase, date: dates.ends };
  }
  const isGuess = dates.badEnd !== undefined || isCleared(record) || !isListed;
  // a date of our own must not replace one that HR gave
  if (isInactive(record)) return isGuess ? UNDATED : { kind: 'left', phase: 'effective', date: dates.today };
  return dates.badEnd && (changed.has('terminationDate') || !isListed) ? UNDATED : undefined;
}

function takenBack({ record, dates }: Reading, saysStart: boolean): readonly SaidThing[] {
  const { changed, fields } = record;
  const isNewSpell = changed.has('hireDate') && saysStart;
  const isUndone =
    isCleared(record) || (changed.has('status') && isActive(record) && fields.get('terminationDate') === null);
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
