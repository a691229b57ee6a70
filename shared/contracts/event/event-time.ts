import { moment } from './lifecycle-event-schema.ts';
import type { LeftOut } from './mend-event.ts';

const DAY_MS = 86_400_000;

const AHEAD: LeftOut = {
  attribute: 'time',
  place: 'time',
  why: 'must be at most a day ahead of our clock; it counts as the time of receipt',
};

/** Whether a time is too far ahead of a receipt to be true, both in epoch ms. */
export const isAhead = (at: number, receivedAt: number): boolean => at > receivedAt + DAY_MS;

export interface Timed {
  readonly input: unknown;
  readonly leftOut: readonly LeftOut[];
}

/** An event whose time is more than a day ahead of its receipt (epoch ms) happened when it was received. */
export function withTimeOfReceipt(input: unknown, receivedAt: number): Timed {
  if (typeof input !== 'object' || input === null || !('time' in input)) return { input, leftOut: [] };
  const { data: time } = moment.safeParse(input.time);
  if (time === undefined || !isAhead(Date.parse(time), receivedAt)) return { input, leftOut: [] };
  return { input: { ...input, time: new Date(receivedAt).toISOString() }, leftOut: [AHEAD] };
}

/** The digits of a fraction of a second beyond its milliseconds. */
export const beyondMs = (time: string): string => /\.\d{3}(\d+)/.exec(time)?.[1] ?? '';
