import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';

import { type Alarm, periodsWatched, runbookOf } from '../../../shared/contracts/signals/alarms.ts';
import type { Instance } from './alarm-instances.ts';
import type { AlarmTopics } from './alarm-topics.ts';

export interface Added extends Instance {
  readonly prefix: string;
  readonly alarm: Alarm;
  /** That of its severity is notified when the alarm goes off and when it stops. */
  readonly topics: AlarmTopics;
}

const idOf = ({ id }: Alarm, about: string | undefined): string => (about === undefined ? id : `${id}-${about}`);

/** The name of an alarm, by which the dashboard finds it whatever stack it is in. */
export const alarmName = (prefix: string, alarm: Alarm, about?: string): string => `${prefix}-${idOf(alarm, about)}`;

/** Adds one CloudWatch alarm. */
export function addAlarm(scope: Construct, { prefix, alarm, topics, about, metric }: Added): IAlarm {
  const { id, severity, title, impact, periods, rings, silence } = alarm;
  const added = new CloudWatchAlarm(scope, idOf(alarm, about), {
    alarmName: alarmName(prefix, alarm, about),
    alarmDescription: `Severity: ${severity}. ${title}${about === undefined ? '' : ` (${about})`}. ${impact} Runbook: ${runbookOf(id)}`,
    metric,
    evaluationPeriods: periodsWatched(alarm),
    datapointsToAlarm: periods,
    ...('atLeast' in rings
      ? {
          threshold: rings.atLeast,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        }
      : { threshold: rings.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
    treatMissingData: silence === 'trouble' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  const action = new SnsAction(topics[severity]);
  added.addAlarmAction(action);
  added.addOkAction(action);
  return added;
}
