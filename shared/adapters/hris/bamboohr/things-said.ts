import type { Phase, Rejected } from '../../../domain/event/lifecycle-event.ts';
import { type Dates, datesOf, hasBegun, type Moment } from './dates.ts';
import type { EmployeeRecord } from './employee-record.ts';
import { endSaid, takenBack } from './end-said.ts';
import type { FieldName } from './field-name.ts';
import { isActive, isCleared, isGone, isInactive, type Reading, type SaidThing } from './reading.ts';

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
 * What a record says. BambooHR sends which fields changed and their new values, never the old ones, and this side stores nothing: so
 * a changed date replaces every earlier one (`corrected`), and a worker who has left gets no `moved`. An end that is stated counts
 * whatever else is wrong; everything else is taken only from a record that can be read whole.
 */
export function thingsSaid(record: EmployeeRecord, moment: Moment): Said {
  if (record.action === 'Deleted')
    return { things: [{ kind: 'record_deleted', phase: 'effective', date: null }], rejected: [] };
  const dates = datesOf(record, moment);
  const reading = { record, moment, dates };
  const start = startSaid(reading);
  const ending = endSaid(reading, isThing(start));
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

/** No event of a worker who has not begun yet may be dated before the first day: it would mean that they had begun. */
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

function identitySaid({ record, dates }: Reading): readonly SaidThing[] {
  const isSaid = record.action === 'Updated' && IDENTITY.some((name) => record.changed.has(name));
  return isSaid ? [{ kind: 'identity_changed', phase: 'effective', date: fromFirstDay(dates) }] : [];
}

function positionSaid(reading: Reading): readonly SaidThing[] {
  const { record, moment, dates } = reading;
  const { changed, fields, action } = record;
  if (action !== 'Updated' || isGone(reading)) return [];
  const date = fromFirstDay(dates);
  const leave = /\bleave\b/i.test(fields.get('employmentStatus') ?? '') ? 'leave_started' : 'leave_ended';
  return [
    ...(POSITION.some((name) => changed.has(name))
      ? [{ kind: 'moved', phase: phaseOf(date, moment), date } as const]
      : []),
    // no old value is sent: a status that is no leave ends the one there may have been
    ...(changed.has('employmentStatus') ? [{ kind: leave, phase: phaseOf(date, moment), date } as const] : []),
  ];
}
