import { Duration } from 'aws-cdk-lib';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

import type { Alarm } from '../../shared/contracts/alarm.ts';
import type { Config } from '../../shared/contracts/config/config.ts';
import type { HttpApi } from '../constructs/http-api.ts';
import type { LifecycleQueue } from '../constructs/lifecycle-queue.ts';
import { ofAccessLog, ofAnswers } from './api-metrics.ts';
import { largestOf, leastOf, sumOver } from './counted.ts';

/** What there is to watch. */
export interface Observed {
  readonly queues: LifecycleQueue;
  readonly api: Pick<HttpApi, 'apiId'>;
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
  const { queues, api, functions, targets, connections } = observed;
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
    case 'function-throttles':
      return Object.entries(functions).map(([about, watched]) => ({
        about,
        metric: watched.metricThrottles({ period: fixed, statistic: Stats.SUM }),
      }));
    case 'api-answers':
      return [{ metric: ofAnswers(watches.status, api, fixed) }];
    case 'access-log':
      return [{ metric: ofAccessLog(watches.metric, api, fixed) }];
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
        metric: leastOf(watches.metric, watches.from[0], { functions, dimensions: { target: about }, period: fixed }),
      }));
    case 'connection-metric':
      return signedIn(connections).map((about) => ({
        about,
        metric: sumOver(watches, { functions, dimensions: { connection: about }, period: fixed }),
      }));
  }
}

/** Connections whose deliveries we verify ourselves. */
const signedIn = (connections: Config['connections']): readonly string[] =>
  Object.entries(connections).flatMap(([name, { kind }]) => (kind === 'canonical' ? [] : [name]));
