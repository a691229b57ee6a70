import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, SearchExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

import { METRIC_NAMESPACE, type Metric as OurMetric } from '../../../shared/contracts/signals/metrics.ts';

/** A metric of ours, and the functions that count it. */
export interface Counted {
  readonly metric: OurMetric;
  readonly from: readonly string[];
}

export interface Counting {
  readonly functions: Readonly<Record<string, Pick<IFunction, 'functionName'>>>;
  /** What is told apart under the metric, for instance a target. */
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly period: Duration | undefined;
  readonly label?: string;
}

/** Each function counts under its own name, so what several count has to be added up. */
export function sumOver({ metric, from }: Counted, counting: Counting): IMetric {
  const [only, ...others] = from;
  if (only !== undefined && others.length === 0) return of(metric, only, counting, Stats.SUM);
  // an id stands once in a graph, whatever else is drawn there
  const particular = Object.values(counting.dimensions ?? {}).map((value) => `_${value.replaceAll('-', '_')}`);
  const idOf = (service: string) => `${service}_${metric}${particular.join('')}`;
  return new MathExpression({
    expression: from.map((service) => `FILL(${idOf(service)}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(from.map((service) => [idOf(service), of(metric, service, counting, Stats.SUM)])),
    label: counting.label ?? metric,
    period: counting.period,
  });
}

/**
 * A metric of ours for each target that counted it, and each function that did: whatever the number of targets it is one search, where a
 * line for each would be more than one graph may hold.
 */
export function perTarget({ metric, from }: Counted, { functions, period }: Counting): IMetric {
  const names = from.map((service) => `"${named(metric, service, functions).functionName}"`);
  return new SearchExpression({
    expression: `SEARCH('{${METRIC_NAMESPACE},function,service,target} MetricName="${metric}" function=(${names.join(' OR ')})', '${Stats.SUM}')`,
    label: `${metric} \${PROP('Dim.target')} (\${PROP('Dim.service')})`,
    period,
  });
}

/** The largest value that one function measured. */
export const largestOf = (metric: OurMetric, from: string, counting: Counting): IMetric =>
  of(metric, from, counting, Stats.MAXIMUM);

/** The least value that one function measured. */
export const leastOf = (metric: OurMetric, from: string, counting: Counting): IMetric =>
  of(metric, from, counting, Stats.MINIMUM);

function of(
  metricName: OurMetric,
  service: string,
  { functions, dimensions, period, label }: Counting,
  statistic: string,
) {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { ...dimensions, service, function: named(metricName, service, functions).functionName },
    statistic,
    period,
    ...(label !== undefined && { label }),
  });
}

function named(metric: OurMetric, service: string, functions: Counting['functions']) {
  const watched = functions[service];
  if (!watched) throw new Error(`${metric} is to be read from ${service}, and there is no such function`);
  return watched;
}
