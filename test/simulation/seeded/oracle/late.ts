import type { Kind } from '../../../../shared/domain/event/lifecycle-event.ts';
import { DAY_MS } from '../company.ts';
import type { Statement } from '../history.ts';
import { midnight } from './midnight.ts';

/** What gives access, and waits for an operator where it comes late. */
const GIVES: readonly Kind[] = ['joined', 'rehired', 'moved', 'converted'];

/** Whether HR sent a statement so late (`receivedAt` in epoch ms) that what it gives waits for an operator. */
export function isLate(statement: Statement, receivedAt: number, after: number | 'off'): boolean {
  const { kind, phase, date, zone, immediate } = statement;
  if (after === 'off' || date === null || immediate || phase === 'cancelled' || !GIVES.includes(kind)) return false;
  return daysFrom(date, zone, receivedAt) > after;
}

/** Whole civil days from a date to the day of an instant; 0 where it is not behind yet. */
function daysFrom(date: string, zone: string, at: number): number {
  let days = Math.max(0, Math.floor((at - midnight(date, zone)) / DAY_MS) + 1);
  // a day may have 23 or 25 hours
  while (days > 0 && midnight(date, zone, days) > at) days--;
  return days;
}
