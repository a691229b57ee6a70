import type { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

import type { Graph } from '../../../shared/contracts/signals/graphs.ts';
import type { Signal } from '../../../shared/contracts/signals/signal.ts';
import { SIGNALS } from '../../../shared/contracts/signals/table.ts';
import { largestOf, perTarget, sumOver } from '../alarms/counted.ts';
import { type Platform, seriesOf } from '../alarms/metrics-of.ts';

/** The lines of a graph: of every signal that has its place there. */
export function metricsOn(
  name: string,
  { per }: Graph,
  { period, ...platform }: Platform & { readonly period: Duration },
): IMetric[] {
  const { functions } = platform;
  return Object.values<Signal>(SIGNALS).flatMap(({ metric, graph }): readonly IMetric[] => {
    if (!metric || graph !== name) return [];
    if (metric.kind === 'measure') return [largestOf(metric, { functions, period })];
    if (metric.kind === 'count') return [(per === 'target' ? perTarget : sumOver)(metric, { functions, period })];
    return seriesOf(metric, platform, period).map(({ about, metric: one }) =>
      about === undefined ? one : one.with({ label: about }),
    );
  });
}
