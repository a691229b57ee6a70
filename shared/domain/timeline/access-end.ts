import { dayBefore } from '../civil-time.ts';
import type { Effective } from '../event/lifecycle-event.ts';
import type { Engagement } from './engagement.ts';
import type { Statement } from './statement.ts';

/** Which date of an ending ends access: the one that it is for, or one that HR states beside it. */
export const ENDS_ON = ['date', 'lastDayWorked', 'terminationDate', 'gardenLeave'] as const;
export type EndsOn = (typeof ENDS_ON)[number];

/** An engagement whose endings end access as a company reads them. It is only to be read: what is kept is what HR said. */
export function withAccessEnds(engagement: Engagement, endsOn: EndsOn): Engagement {
  if (endsOn === 'date') return engagement;
  const read = <One extends Statement>(one: One): One => {
    const accessUntil = one.kind === 'left' && one.effective ? lastDayOf(one.effective, endsOn) : undefined;
    return accessUntil === undefined ? one : { ...one, effective: { ...one.effective, accessUntil } };
  };
  const { facts, others } = engagement;
  return { ...engagement, facts: facts.map(read), ...(others && { others: others.map(read) }) };
}

/**
 * The last civil day with access, where it is another one than the date. A worker who has worked the last day, or is on garden leave, goes by the
 * date at the latest. What is to act at once, or at an instant, is for no other day.
 */
function lastDayOf(effective: Effective, endsOn: EndsOn): string | undefined {
  const { date, boundary, immediate, lastDayWorked, terminationDate, gardenLeaveFrom } = effective;
  if (immediate || boundary !== 'end_of_day') return undefined;
  const said = {
    date,
    lastDayWorked: earlier(date, lastDayWorked),
    terminationDate: terminationDate ?? date,
    gardenLeave: earlier(date, gardenLeaveFrom && dayBefore(gardenLeaveFrom)),
  }[endsOn];
  return said === date ? undefined : said;
}

const earlier = (date: string, other: string | undefined): string =>
  other !== undefined && other < date ? other : date;
