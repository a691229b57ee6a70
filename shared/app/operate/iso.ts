/** Epoch ms as operators read it. */
export const iso = (at: number): string =>
  Number.isFinite(at) && Math.abs(at) <= LAST ? new Date(at).toISOString() : 'never';

/** The last instant that has a date. */
const LAST = 8.64e15;
