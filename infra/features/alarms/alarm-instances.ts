import { Duration } from 'aws-cdk-lib';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Config, TargetSettings } from '../../../shared/contracts/config/config.ts';
import type { Alarm } from '../../../shared/contracts/signals/alarm.ts';
import type { HttpApi } from '../../constructs/http-api.ts';
import type { LifecycleQueue } from '../../constructs/lifecycle-queue.ts';
import { ofAccessLog, ofAnswers } from './api-metrics.ts';
import { type Counting, largestOf, leastOf, sumOver } from './counted.ts';

/** What there is to watch, beside the targets. */
export interface Observed {
  readonly queues: LifecycleQueue;
  readonly api: Pick<HttpApi, 'apiId'>;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly connections: Config['connections'];
}

/** One target to watch. */
export interface ObservedTarget extends Pick<Counting, 'functions'> {
  readonly target: string;
  readonly settings: Pick<TargetSettings, 'sweepMinutes'>;
}

/** One CloudWatch alarm for one alarm of ours. */
export interface Instance {
  /** The function, target or connection it is about, where there is one for each. */
  readonly about?: string;
  readonly metric: IMetric;
}

/** The CloudWatch alarms that are about no one target. */
export function instancesOf({ watches, period }: Alarm, observed: Observed): readonly Instance[] {
  const { queues, api, functions, connections } = observed;
  const fixed = minutesOf(period);
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
    case 'target-measure':
      return [];
    case 'connection-metric':
      return signedIn(connections).map((about) => ({
        about,
        metric: sumOver(watches, { functions, dimensions: { connection: about }, period: fixed }),
      }));
  }
}

/** Whether there is one for each target. */
export const isOfTarget = ({ watches: { kind } }: Alarm): boolean =>
  kind === 'target-metric' || kind === 'target-measure';

/** The CloudWatch alarm about one target, for an alarm of ours that has one for each. */
export function instanceFor(
  { watches, period }: Alarm,
  { target, settings: { sweepMinutes }, functions }: ObservedTarget,
): Instance | undefined {
  const dimensions = { target };
  const fixed = minutesOf(period);
  if (watches.kind === 'target-metric')
    return {
      about: target,
      metric: sumOver(watches, { functions, dimensions, period: fixed ?? Duration.minutes(sweepMinutes) }),
    };
  if (watches.kind === 'target-measure')
    return {
      about: target,
      metric: leastOf(watches.metric, watches.from[0], { functions, dimensions, period: fixed }),
    };
  return undefined;
}

const minutesOf = (period: Alarm['period']): Duration | undefined =>
  typeof period === 'number' ? Duration.minutes(period) : undefined;

/** Connections whose deliveries we verify ourselves. */
const signedIn = (connections: Config['connections']): readonly string[] =>
  Object.entries(connections).flatMap(([name, { kind }]) => (kind === 'canonical' ? [] : [name]));
