import type { AlarmOn, Metric, Signal } from './signal.ts';
import { SIGNALS } from './table.ts';

/** One condition that alarms a person. The stack makes CloudWatch alarms of it, the page of its name says what to do. */
export interface Alarm extends Omit<AlarmOn, 'name'> {
  readonly id: string;
  readonly metric: Metric;
}

/** Every alarm. */
export const ALARMS: readonly Alarm[] = Object.entries<Signal>(SIGNALS).flatMap(([signal, { metric, alarm }]) => {
  if (!alarm || !metric) return [];
  const { name: id = signal, ...rest } = alarm;
  return [{ id, metric, ...rest }];
});

/** What a function counts reaches CloudWatch within two or three minutes; these are on the safe side. */
const LATE_MINUTES = 5;

/**
 * Among how many periods `periods` must say so. A sum over several functions puts 0 where nothing was counted yet, and CloudWatch looks at a
 * period that has a value once only: unless it looks further back, a value that comes late never sets off the alarm.
 */
export function periodsWatched({ metric, period, periods }: Alarm): number {
  const addsUp = metric.kind === 'count' && metric.by.length > 1;
  return addsUp && typeof period === 'number' ? periods + Math.ceil(LATE_MINUTES / period) : periods;
}

/** Where the page of an alarm stands. */
export const runbookOf = (id: string): string => `docs/runbooks/${id}.md`;
