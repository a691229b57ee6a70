import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';

import { createLog, type Lines, type Log, reasonOf } from './log.ts';

/** Which names may be told in which way. */
type Told = Lines & Readonly<Record<'counts' | 'measures', string>>;

/** A function's log and metrics. */
export interface Telemetry<Names extends Told = Told> extends Log<Names> {
  /** One more of `metric`; once for all and, with `dimensions`, once under them too. */
  count(metric: Names['counts'], dimensions?: Readonly<Record<string, string>>): void;
  /** One value of `metric`; with `dimensions` under them alone. */
  measure(
    metric: Names['measures'],
    value: number,
    unit: 'Count' | 'Milliseconds' | 'Seconds',
    dimensions?: Readonly<Record<string, string>>,
  ): void;
  coldStart(): void;
  flush(): void;
}

export interface TelemetrySettings {
  /** The function's name in logs and metrics. */
  readonly service: string;
  readonly namespace: string;
}

export function createTelemetry<Names extends Told>({ service, namespace }: TelemetrySettings): Telemetry<Names> {
  const metrics = new Metrics({ namespace, serviceName: service });
  const log = createLog<Names>(service);
  let isNamed = false;
  return {
    ...log,
    during: (context) => {
      log.during(context);
      // one account may hold several installations, whose alarms must not mix
      if (!isNamed) metrics.setDefaultDimensions({ function: context.functionName });
      isNamed = true;
    },
    count: (metric, dimensions) => {
      metrics.addMetric(metric, MetricUnit.Count, 1);
      if (dimensions) metrics.singleMetric().addDimensions(dimensions).addMetric(metric, MetricUnit.Count, 1);
    },
    measure: (metric, value, unit, dimensions) => {
      if (dimensions) metrics.singleMetric().addDimensions(dimensions).addMetric(metric, unit, value);
      else metrics.addMetric(metric, unit, value);
    },
    coldStart: () => metrics.captureColdStartMetric(),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

/** Gives every log line its invocation, logs cold starts and failures, and writes the metrics out at the end. */
export function observe(telemetry: Telemetry): MiddlewareObj {
  return {
    before: ({ context }) => {
      telemetry.during(context);
      telemetry.coldStart();
    },
    after: () => telemetry.flush(),
    onError: ({ error }) => {
      telemetry.error('invocation-failed', { because: reasonOf(error) });
      telemetry.flush();
    },
  };
}
