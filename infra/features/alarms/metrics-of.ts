import type { Duration } from 'aws-cdk-lib';
import { type Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

import type { Metric } from '../../../shared/contracts/signals/signal.ts';
import type { HttpApi } from '../../constructs/http-api.ts';
import type { LifecycleQueue } from '../../constructs/lifecycle-queue.ts';
import { ofAccessLog, ofAnswers } from './api-metrics.ts';

/** What AWS counts of by itself. */
export interface Platform {
  readonly queues: LifecycleQueue;
  readonly api: Pick<HttpApi, 'apiId'>;
  readonly functions: Readonly<Record<string, IFunction>>;
}

/** One series of values. */
export interface Series {
  /** The function it is of, where there is one for each. */
  readonly about?: string;
  readonly metric: CloudWatchMetric;
}

/** The series of a metric that no function of ours counts. */
export function seriesOf(
  metric: Extract<Metric, { readonly kind: 'aws' | 'access-log' }>,
  { queues: { queue, deadLetters }, api, functions }: Platform,
  period: Duration | undefined,
): readonly Series[] {
  if (metric.kind === 'access-log') return [{ metric: ofAccessLog(metric.name, api, period) }];
  const largest = { period, statistic: Stats.MAXIMUM };
  const eachFunction = (read: (one: IFunction) => CloudWatchMetric) =>
    Object.entries(functions).map(([about, one]) => ({ about, metric: read(one) }));
  switch (metric.of) {
    case 'oldest-message':
      return [{ metric: queue.metricApproximateAgeOfOldestMessage(largest) }];
    case 'dead-letters':
      return [{ metric: deadLetters.metricApproximateNumberOfMessagesVisible(largest) }];
    case 'function-errors':
      return eachFunction((one) => one.metricErrors({ period, statistic: Stats.SUM }));
    case 'function-throttles':
      return eachFunction((one) => one.metricThrottles({ period, statistic: Stats.SUM }));
    case 'function-durations':
      return eachFunction((one) => one.metricDuration({ period, statistic: 'p99' }));
    case 'answers-4xx':
      return [{ metric: ofAnswers('4xx', api, period) }];
    case 'answers-5xx':
      return [{ metric: ofAnswers('5xx', api, period) }];
  }
}
