/** Ids and counts. Never a body, a name or an address. */
export type Ids = Readonly<Record<string, string | number | boolean>>;

/** Which names may be told in which way. */
type Told = Readonly<Record<'info' | 'warn' | 'error' | 'counts' | 'measures', string>>;

/** How the system reports what it does. Never throws, never waits. */
export interface Observe<Names extends Told = Told> {
  info(event: Names['info'], ids?: Ids): void;
  warn(event: Names['warn'], ids?: Ids): void;
  error(event: Names['error'], ids?: Ids): void;
  /** One more of `metric`; once for all and, with `dimensions`, once under them too. */
  count(metric: Names['counts'], dimensions?: Readonly<Record<string, string>>): void;
  /** One value of `metric`; with `dimensions` under them alone. */
  measure(
    metric: Names['measures'],
    value: number,
    unit: 'Count' | 'Milliseconds' | 'Seconds',
    dimensions?: Readonly<Record<string, string>>,
  ): void;
}
