import type { Level } from './signal.ts';
import type { SIGNALS } from './table.ts';

export const METRIC_NAMESPACE = 'AtlanLifecycle';

type Table = typeof SIGNALS;
type Name = keyof Table;

/** Names of the signals that have a line of the log at this level. */
type At<One extends Level> = { [N in Name]: Table[N] extends { readonly level: One } ? N : never }[Name];

/** Names of the metrics of one kind. */
type Metered<Kind extends string> = {
  [N in Name]: Table[N] extends { readonly metric: { readonly kind: Kind; readonly name: infer Metric extends string } }
    ? Metric
    : never;
}[Name];

/** What code may report: under which name at which level of the log, what it may count, and what it may measure. */
export interface Told {
  readonly info: At<'info'>;
  readonly warn: At<'warn'>;
  readonly error: At<'error'>;
  readonly counts: Metered<'count'>;
  readonly measures: Metered<'measure'>;
}

/** `hold-opened` → `HoldOpened`. */
type InCapitals<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${InCapitals<Rest>}`
  : Capitalize<Text>;

/** A signal that provision reports by one notice: a line of the log, and a count whose metric is named like the signal. */
type Notice<N extends Name> = Table[N] extends {
  readonly level: Level;
  readonly metric: { readonly kind: 'count'; readonly name: InCapitals<N>; readonly by: readonly (infer By)[] };
}
  ? 'provision' extends By
    ? N
    : never
  : never;

/** Names of the notices whose lines have this level. */
export type NoticeName<One extends Level = Level> = { [N in Name]: Notice<N> }[Name] & At<One>;

/** The metric of a notice. */
export const metricOf = (notice: string): string =>
  notice
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
