import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

import type { Alarm } from '../../shared/contracts/alarms.ts';
import type { Config } from '../../shared/contracts/config/config.ts';
import type { LifecycleQueue } from '../constructs/lifecycle-queue.ts';
import { largestOf, sumOver } from './counted.ts';

/** What there is to watch. */
export interface Observed {
  readonly queues: LifecycleQueue;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly targets: Config['targets'];
  readonly connections: Config['connections'];
}

/** One CloudWatch alarm for one alarm of ours. */
export interface Instance {
  /** The function, target or connection it is about, where there is one for each. */
  readonly about?: string;
  readonly metric: IMetric;
}

export function instancesOf({ watches, period }: Alarm, observed: Observed): readonly Instance[] {
  const { queues, functions, targets, connections } = observed;
  const fixed = typeof period === 'number' ? Duration.minutes(period) : undefined;
  switch (watches.kind) {
    case 'oldest-message':
      return [
        { metric: queues.queue.metricApproximateAgeOfOldestMessage({ period: fixed, statistic: Stats.MAXIMUM }) },
      ];
    case 'dead-letters':
      return [
        {
          metric: queues.deadLetters.metricApproximateNumberOfMessagesVisible({
            period: fixed,
            statistic: Stats.MAXIMUM,
          }),
        },
      ];
    case 'function-errors':
      return Object.entries(functions).map(([about, watched]) => ({
        about,
        metric: watched.metricErrors({ period: fixed, statistic: Stats.SUM }),
      }));
    case 'metric':
      return [{ metric: sumOver(watches, { functions, period: fixed }) }];
    case 'largest':
      return [{ metric: largestOf(watches.metric, watches.from[0], { functions, period: fixed }) }];
    case 'target-metric':
      return Object.entries(targets).map(([about, { sweepMinutes }]) => ({
        about,
        metric: sumOver(watches, {
          functions,
          dimensions: { target: about },
          period: fixed ?? Duration.minutes(sweepMinutes),
        }),
      }));
    case 'target-measure':
      return Object.keys(targets).map((about) => ({
        about,
        metric: metricOf({ metric: watches.metric, service: watches.from }, functions, {
          dimensionsMap: { target: about },
          statistic: Stats.MINIMUM,
          period: fixed,
        }),
    case 'connection-metric':
      return signedIn(connections).map((about) => ({
        about,
        metric: sumOver(watches, { functions, dimensions: { connection: about }, period: fixed }),
      }));
  }
}

/** A metric of one function, under that function's own name. */
function metricOf(
  { metric: metricName, service }: { readonly metric: string; readonly service: string },
  functions: Observed['functions'],
  { dimensionsMap, ...options }: MetricOptions,
): Metric {
  const watched = functions[service];
  if (!watched) throw new Error(`An alarm watches ${metricName} of ${service}, and there is no such function`);
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { ...dimensionsMap, service, function: watched.functionName },
    ...options,
  });
}

interface Counted {
  readonly functions: Observed['functions'];
  readonly dimensions: Readonly<Record<string, string>>;
  readonly period: Duration | undefined;
}

/** Each function counts under its own name, so what several count has to be added up. */
function sumOver(
  { metric: metricName, from }: { readonly metric: string; readonly from: readonly string[] },
  { functions, dimensions, period }: Counted,
): IMetric {
  const counted = (service: string) =>
    metricOf({ metric: metricName, service }, functions, { dimensionsMap: dimensions, statistic: Stats.SUM, period });
  const [only, ...others] = from;
  if (only !== undefined && others.length === 0) return counted(only);
  return new MathExpression({
    expression: from.map((service) => `FILL(${service}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(from.map((service) => [service, counted(service)])),
    label: metricName,
    period,
  });
}
/** Connections whose deliveries we verify ourselves. */
const signedIn = (connections: Config['connections']): readonly string[] =>
  Object.entries(connections).flatMap(([name, { kind }]) => (kind === 'canonical' ? [] : [name]));
