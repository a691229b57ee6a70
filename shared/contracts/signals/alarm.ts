import type { AccessLogMetric, Metric } from './metrics.ts';

/**
 * Whom an alarm tells. `page`: the person on call, at any hour, because access that must end may go on, HR is not heard, or nothing works.
 * `ticket`: the platform engineer, on the next working day.
 */
export type Severity = 'page' | 'ticket';

/** One thing that a person is told of. The stack makes CloudWatch alarms of it, the page beside it says what to do. */
export interface Alarm {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** Whom it harms and how, in words that need no code. */
  readonly impact: string;
  readonly watches: Watched;
  /** Minutes of one period, or how often a target is swept. */
  readonly period: number | 'sweepMinutes';
  /** How many periods must say so: in a row, or among the `periodsWatched`. */
  readonly periods: number;
  readonly rings: { readonly atLeast: number } | { readonly below: number };
  /** Whether silence is trouble. */
  readonly silence: 'fine' | 'trouble';
}

type Watched =
  /** Seconds that the oldest message of the lifecycle queue has waited. */
  | { readonly kind: 'oldest-message' }
  /** Messages in the dead-letter queue. */
  | { readonly kind: 'dead-letters' }
  /** Failed invocations, an alarm for each function. */
  | { readonly kind: 'function-errors' }
  /** Invocations that Lambda did not begin, an alarm for each function. */
  | { readonly kind: 'function-throttles' }
  /** Answers of the HTTP API of one class, its own and those of functions. */
  | { readonly kind: 'api-answers'; readonly status: '4xx' | '5xx' }
  /** Lines of the HTTP API's access log of one kind. */
  | { readonly kind: 'access-log'; readonly metric: AccessLogMetric }
  /** A metric of ours, summed over the functions that count it. */
  | { readonly kind: 'metric'; readonly metric: Metric; readonly from: readonly string[] }
  /** The same, an alarm for each target. */
  | { readonly kind: 'target-metric'; readonly metric: Metric; readonly from: readonly string[] }
  /** The least value of a metric of ours that one function measures, an alarm for each target. */
  | { readonly kind: 'target-measure'; readonly metric: Metric; readonly from: readonly [string] }
  /** The same, an alarm for each connection whose deliveries are signed. */
  | { readonly kind: 'connection-metric'; readonly metric: Metric; readonly from: readonly string[] }
  /** The largest value of what one function measures. */
  | { readonly kind: 'largest'; readonly metric: Metric; readonly from: readonly [string] };

/** What a function counts reaches CloudWatch within two or three minutes; these are on the safe side. */
const LATE_MINUTES = 5;

/**
 * Among how many periods `periods` must say so. A sum over several functions puts 0 where nothing was counted yet, and CloudWatch looks at a
 * period that has a value once only: unless it looks further back, a value that comes late never rings.
 */
export function periodsWatched({ watches, period, periods }: Alarm): number {
  const addsUp = 'from' in watches && watches.from.length > 1;
  return addsUp && typeof period === 'number' ? periods + Math.ceil(LATE_MINUTES / period) : periods;
}

/** Where the page of an alarm stands. */
export const runbookOf = (id: string): string => `docs/runbooks/${id}.md`;
