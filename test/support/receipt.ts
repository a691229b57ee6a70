import type { Receipt } from '../../shared/domain/event/order.ts';

/** The receipt of a delivery: epoch ms, and its turn among those of that millisecond. */
export const receiptAt = (at: number, turn = 0): Receipt => ({ at, turn: String(turn).padStart(4, '0') });
