import type { Condition } from './condition.ts';

/** Whether a condition may change its answer overnight, with nothing said about the worker. */
export function asksForToday(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksForToday);
  if ('any' in condition) return condition.any.some(asksForToday);
  if ('not' in condition) return asksForToday(condition.not);
  return 'date' in condition && condition.date === 'today';
}
