import type { FunctionName } from '../function-names.ts';
import type { GraphName } from './graphs.ts';

/**
 * One thing that this system reports of itself, under a name that never changes: a line of the log, a metric, an alarm on the metric, and a
 * place on the dashboard. The tables beside this file hold them by subject; all else follows from them.
 */
export interface Signal {
  /** The level of the log line that has the signal's name; absent where no line has it. A line carries ids and counts only. */
  readonly level?: Level;
  readonly metric?: Metric;
  readonly alarm?: AlarmOn;
  /** The graph of the dashboard that shows the metric. */
  readonly graph?: GraphName;
}

export type Level = 'info' | 'warn' | 'error';

/** What CloudWatch keeps a number of. */
export type Metric = Counted | Measured | OfAccessLog | OfAws;

/** One more each time, in the unit Count. */
export interface Counted {
  readonly kind: 'count';
  readonly name: string;
  /** The functions that count it. */
  readonly by: readonly FunctionName[];
  /** Its dimensions, beside the sum of all. */
  readonly per?: readonly Dimension[];
}

/** A value, measured by one function. */
export interface Measured {
  readonly kind: 'measure';
  readonly name: string;
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  readonly by: readonly [FunctionName];
  /** Its dimensions; there is no value for all together then. */
  readonly per?: readonly Dimension[];
}

/** Lines of the HTTP API's access log: what the API turns away by itself reaches no function. */
interface OfAccessLog {
  readonly kind: 'access-log';
  readonly name: string;
  readonly status: string;
  readonly route?: string;
}

/** A metric that AWS has of its own. Those of functions are one for each function. */
interface OfAws {
  readonly kind: 'aws';
  readonly of: /** Seconds that the oldest message of the lifecycle queue has waited. */
    | 'oldest-message'
    /** Messages in the dead-letter queue. */
    | 'dead-letters'
    /** Invocations that failed. */
    | 'function-errors'
    /** Invocations that Lambda did not start. */
    | 'function-throttles'
    /** How long invocations take. */
    | 'function-durations'
    /** Answers of the HTTP API of one class, its own and those of functions. */
    | 'answers-4xx'
    | 'answers-5xx';
}

type Dimension = 'target' | 'connection' | 'attribute';

/**
 * Whom an alarm notifies. `page`: the person on call, at any hour, because access that must end may go on, HR’s events do not arrive, or nothing works.
 * `ticket`: the platform engineer, on the next working day.
 */
export type Severity = 'page' | 'ticket';

/** When a person is notified. docs/runbooks has a page of the same name, which says what to do. */
export interface AlarmOn {
  /** That of the signal, where it is left out. */
  readonly name?: string;
  readonly severity: Severity;
  readonly title: string;
  /** Whom it harms and how, in words that need no code. */
  readonly impact: string;
  /** An alarm for each target, or for each connection whose deliveries are signed; one for all where it is left out. */
  readonly each?: 'target' | 'connection';
  /** Minutes of one period, or how often a target is swept. */
  readonly period: number | 'sweepMinutes';
  /** How many periods must say so: in a row, or among the `periodsWatched`. */
  readonly periods: number;
  /** Of what was counted the sum; of what was measured the largest value, or the least for `below`. */
  readonly rings: { readonly atLeast: number } | { readonly below: number };
  /** Whether silence is trouble; it is fine where this is left out. */
  readonly silence?: 'trouble';
}
