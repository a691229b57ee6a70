/** When a delivery was received. Fixed at the door, and kept in every message and fact that comes of it. */
export interface Receipt {
  /** Epoch ms. */
  readonly at: number;
  /** Distinguishes deliveries of one millisecond, as text that sorts. */
  readonly turn: string;
}

/** Longer than any counter gets. */
export const SEQUENCE_DIGITS = 32;

const padded = (value: number | string, length: number): string => String(value).padStart(length, '0');

/**
 * What the source says of an event's place, as text that sorts. By its time: epoch ms, and the digits of its fraction of a second beyond
 * those.
 */
export const placeByTime = (at: number, beyondMs = ''): string => {
  const finer = beyondMs.replace(/0+$/, '');
  return `${padded(at, 16)}${finer && `.${finer}`}`;
};

/** The same by the source's own sequence, a whole number in digits. Newer than everything that was said before the source had one. */
export const placeBySequence = (digits: string): string => `s${padded(digits, SEQUENCE_DIGITS)}`;

/** The same of what has no sequence although its source always sends one: newer than all that has. */
export const placeBeyondSequence = (at: number): string => `x${padded(at, 16)}`;

/**
 * Sorts events of one source key from older to newer, as text: by what the source says, then by receipt, then by the place within the
 * delivery. What was recorded without a receipt has an id there, `evt_…`, and sorts as older.
 */
export const orderOf = (said: string, { at, turn }: Receipt, place: number): string =>
  `${said} r${padded(at, 16)} ${turn} ${padded(place, 6)}`;

/** Whether the source itself puts neither of two before the other. */
export const isSaidAtOnce = (one: { readonly order: string }, other: { readonly order: string }): boolean =>
  saidIn(one.order) === saidIn(other.order);

const saidIn = (order: string): string => order.slice(0, Math.max(order.indexOf(' '), 0));
