import { DELIVERY_KEPT_DAYS, QUEUE_KEPT_DAYS } from './cadence.ts';
import type { RetentionSettings } from './config/config.ts';

const DAY_MS = 86_400_000;

/** Until when a delivery that was not understood is kept (epoch ms). */
export const quarantinedUntil = (
  receivedAt: number,
  { quarantineDays }: Pick<RetentionSettings, 'quarantineDays'>,
): number => receivedAt + quarantineDays * DAY_MS;

/** Until when it is known why a message was parked (epoch ms). */
export const deadLetterUntil = (
  parkedAt: number,
  { deadLetterDays }: Pick<RetentionSettings, 'deadLetterDays'>,
): number => parkedAt + deadLetterDays * DAY_MS;

/**
 * For how many days a delivery and the ids of its events are known: longer than it can be replayed from quarantine and then lie in the queue,
 * so that a replay recognises what was sent before.
 */
export const deliveryKeptDays = ({ quarantineDays }: Pick<RetentionSettings, 'quarantineDays'>): number =>
  Math.max(DELIVERY_KEPT_DAYS, quarantineDays + QUEUE_KEPT_DAYS);

/** Until when a delivery is known that was sent now (epoch ms). */
export const deliveryUntil = (at: number, retention: Pick<RetentionSettings, 'quarantineDays'>): number =>
  at + deliveryKeptDays(retention) * DAY_MS;
