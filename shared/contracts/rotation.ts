/** How a target's token is replaced. */
export const ROTATION = {
  everyDays: 30,
  /** Longer than two rounds, so that a failed one leaves a month to fix it. */
  lifespanDays: 90,
  /** With fewer days left, an alarm goes off. */
  warnDays: 14,
} as const;
