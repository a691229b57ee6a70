import type { Receipt } from '../../domain/event/order.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';

/** Gives each delivery its receipt: those of one process sort as they were received, whatever the clock says. */
export type Receipts = () => Receipt;

const TURN_DIGITS = 12;

/**
 * Receipts of one process. Nothing orders two processes within one millisecond: each has a word of its own, so that every reader sees
 * the same order.
 */
export function receiptsOf({ clock, random }: { readonly clock: Clock; readonly random: Random }): Receipts {
  const word = random.uuid().slice(0, 8);
  let turn = 0;
  return () => ({ at: clock.now(), turn: `${word}.${String(++turn).padStart(TURN_DIGITS, '0')}` });
}
