import type { Phase } from '../../../domain/event/lifecycle-event.ts';
import { isOver } from './dates.ts';
import { isActive, isCleared, isInactive, type Reading, type SaidThing } from './reading.ts';

/** An end whose date is not usable is one without a date: a person has to give the date; it is never guessed. */
const UNDATED: SaidThing = { kind: 'left', phase: 'effective', date: null };

/** The end that a record states. `saysStart`: it states a start too. */
export function endSaid({ record, moment, dates }: Reading, saysStart: boolean): SaidThing | undefined {
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

/** That an end will not be. */
export function takenBack({ record, dates }: Reading, saysStart: boolean): readonly SaidThing[] {
  const { changed, fields } = record;
  const isNewSpell = changed.has('hireDate') && saysStart;
  const isUndone =
    isCleared(record) || (changed.has('status') && isActive(record) && fields.get('terminationDate') === null);
  // the end of the time before stays: without it the days until the new start would read as worked
  return isUndone && !isNewSpell ? [{ kind: 'left', phase: 'cancelled', date: dates.today }] : [];
}
