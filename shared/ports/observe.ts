/** Ids and counts. Never a body, a name or an address. */
export type Ids = Readonly<Record<string, string | number | boolean>>;

/** How the system reports what it does. Never throws, never waits. */
export interface Observe<Metric extends string = string, LogEvent extends string = string> {
  info(event: LogEvent, ids?: Ids): void;
  warn(event: LogEvent, ids?: Ids): void;
  error(event: LogEvent, ids?: Ids): void;
  /** One more of `metric`; once for all and, with `dimensions`, once under them too. */
  count(metric: Metric, dimensions?: Readonly<Record<string, string>>): void;
  /** One value of `metric`; with `dimensions` under them alone. */
  measure(
    metric: Metric,
    value: number,
    unit: 'Count' | 'Milliseconds' | 'Seconds',
    dimensions?: Readonly<Record<string, string>>,
  ): void;
}
