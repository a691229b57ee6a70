/** How a target's token is replaced. */
export const ROTATION = {
  everyDays: 30,
  /** Longer than two rounds, so that one that fails leaves a month for mending it. */
  lifespanDays: 90,
  /** With fewer days left, somebody is woken. */
  warnDays: 14,
} as const;
