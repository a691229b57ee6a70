import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

import type { Config, TargetSettings } from '../../../shared/contracts/config/config.ts';
import type { Alarm } from '../../../shared/contracts/signals/alarms.ts';
import type { Counted, Measured } from '../../../shared/contracts/signals/signal.ts';
import { type Counting, largestOf, leastOf, sumOver } from './counted.ts';
import { type Platform, seriesOf } from './metrics-of.ts';

/** What there is to watch, beside the targets. */
export interface Observed extends Platform {
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
export function instancesOf(alarm: Alarm, observed: Observed): readonly Instance[] {
  const { metric, each } = alarm;
  const { functions, connections } = observed;
  const period = minutesOf(alarm.period);
  if (each === 'target') return [];
  if (metric.kind === 'aws' || metric.kind === 'access-log') return seriesOf(metric, observed, period);
  if (each === undefined) return [{ metric: figureOf(alarm, metric, { functions, period }) }];
  return signedIn(connections).map((about) => ({
    about,
    metric: figureOf(alarm, metric, { functions, dimensions: { connection: about }, period }),
  }));
}

/** Whether there is one for each target. */
export const isOfTarget = ({ each }: Alarm): boolean => each === 'target';

/** The CloudWatch alarm about one target, for an alarm of ours that has one for each. */
export function instanceFor(
  alarm: Alarm,
  { target, settings: { sweepMinutes }, functions }: ObservedTarget,
): Instance | undefined {
  const { metric } = alarm;
  if (!isOfTarget(alarm) || metric.kind === 'aws' || metric.kind === 'access-log') return undefined;
  const period = minutesOf(alarm.period) ?? Duration.minutes(sweepMinutes);
  return { about: target, metric: figureOf(alarm, metric, { functions, dimensions: { target }, period }) };
}

/** What the alarm compares with its threshold: the sum of what was counted, the worst of what was measured. */
function figureOf({ rings }: Alarm, metric: Counted | Measured, counting: Counting): IMetric {
  if (metric.kind === 'count') return sumOver(metric, counting);
  return ('below' in rings ? leastOf : largestOf)(metric, counting);
}

const minutesOf = (period: Alarm['period']): Duration | undefined =>
  typeof period === 'number' ? Duration.minutes(period) : undefined;

/** Connections whose deliveries we verify ourselves. */
const signedIn = (connections: Config['connections']): readonly string[] =>
  Object.entries(connections).flatMap(([name, { kind }]) => (kind === 'canonical' ? [] : [name]));
