import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, SearchExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

import { METRIC_NAMESPACE } from '../../../shared/contracts/signals/names.ts';
import type { Counted, Measured } from '../../../shared/contracts/signals/signal.ts';

export interface Counting {
  readonly functions: Readonly<Record<string, Pick<IFunction, 'functionName'>>>;
  /** The dimensions of the metric, for instance a target. */
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly period: Duration | undefined;
}

/** Each function counts under its own name, so what several count has to be added up. */
export function sumOver({ name, by }: Counted, counting: Counting): IMetric {
  const [only, ...others] = by;
  if (only !== undefined && others.length === 0) return of(name, only, counting, Stats.SUM);
  // an id stands once in a graph, whatever else is drawn there
  const particular = Object.values(counting.dimensions ?? {}).map((value) => `_${value.replaceAll('-', '_')}`);
  const idOf = (service: string) => `${service}_${name}${particular.join('')}`;
  return new MathExpression({
    expression: by.map((service) => `FILL(${idOf(service)}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(by.map((service) => [idOf(service), of(name, service, counting, Stats.SUM)])),
    label: name,
    period: counting.period,
  });
}

/**
 * A metric of ours for each target that counted it, and each function that did: whatever the number of targets it is one search, where a
 * line for each would be more than one graph may hold.
 */
export function perTarget({ name, by }: Counted, { functions, period }: Counting): IMetric {
  const names = by.map((service) => `"${named(name, service, functions).functionName}"`);
  return new SearchExpression({
    expression: `SEARCH('{${METRIC_NAMESPACE},function,service,target} MetricName="${name}" function=(${names.join(' OR ')})', '${Stats.SUM}')`,
    label: `${name} \${PROP('Dim.target')} (\${PROP('Dim.service')})`,
    period,
  });
}

/** The largest value that its function measured. */
export const largestOf = ({ name, by: [service] }: Measured, counting: Counting): IMetric =>
  of(name, service, counting, Stats.MAXIMUM);

/** The least value that its function measured. */
export const leastOf = ({ name, by: [service] }: Measured, counting: Counting): IMetric =>
  of(name, service, counting, Stats.MINIMUM);

function of(metricName: string, service: string, { functions, dimensions, period }: Counting, statistic: string) {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { ...dimensions, service, function: named(metricName, service, functions).functionName },
    statistic,
    period,
  });
}

function named(metric: string, service: string, functions: Counting['functions']) {
  const watched = functions[service];
  if (!watched) throw new Error(`${metric} is to be read from ${service}, and there is no such function`);
  return watched;
}
