import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';

import { type Alarm, periodsWatched, runbookOf } from '../../shared/contracts/alarm.ts';
import { ALARMS } from '../../shared/contracts/alarms.ts';
import { type Instance, instancesOf, type Observed } from './alarm-instances.ts';
import { type AlarmTopics, addAlarmTopics } from './alarm-topics.ts';

export interface AlarmsProps extends Observed {
  readonly prefix: string;
}

/** Every alarm of ours. Each tells the topic of its severity when it rings and when it stops. */
export class Alarms extends Construct {
  readonly topics: AlarmTopics;
  readonly alarms: readonly IAlarm[];
  readonly #prefix: string;

  constructor(scope: Construct, id: string, { prefix, ...observed }: AlarmsProps) {
    super(scope, id);
    this.#prefix = prefix;
    this.topics = addAlarmTopics(this, prefix);
    this.alarms = ALARMS.flatMap((alarm) => instancesOf(alarm, observed).map((instance) => this.#add(alarm, instance)));
  }

  #add(one: Alarm, { about, metric }: Instance): IAlarm {
    const { id, severity, title, impact, periods, rings, silence } = one;
    const name = about === undefined ? id : `${id}-${about}`;
    const alarm = new CloudWatchAlarm(this, name, {
      alarmName: `${this.#prefix}-${name}`,
      alarmDescription: `Severity: ${severity}. ${title}${about === undefined ? '' : ` (${about})`}. ${impact} Runbook: ${runbookOf(id)}`,
      metric,
      evaluationPeriods: periodsWatched(one),
      datapointsToAlarm: periods,
      ...('atLeast' in rings
        ? {
            threshold: rings.atLeast,
            comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          }
        : { threshold: rings.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
      treatMissingData: silence === 'trouble' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topics[severity]);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }
}
