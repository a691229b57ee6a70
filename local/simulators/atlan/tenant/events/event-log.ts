/** The events of one feed. */
export interface EventLog<E> {
  write(event: E, at: number): void;
  /** What was written until `instant`, the newest first; of one time, the last written first. */
  asOf(instant: number): readonly E[];
  /** From now on everything counts as written long ago: for when the clock is set. */
  forget(): void;
}

/** What was written before these is lost, as a realm keeps its events for a time only. */
export const EVENTS_KEPT = 10_000;

export function createEventLog<E extends { readonly time: number }>(): EventLog<E> {
  let entries: { readonly event: E; readonly at: number }[] = [];
  return {
    write(event, at) {
      entries.push({ event, at });
      if (entries.length > EVENTS_KEPT) entries.shift();
    },
    asOf: (instant) =>
      entries
        .filter(({ at }) => at <= instant)
        .map(({ event }) => event)
        .toReversed()
        .toSorted((a, b) => b.time - a.time),
    forget() {
      entries = entries.map(({ event }) => ({ event, at: Number.NEGATIVE_INFINITY }));
    },
  };
}
