import { Stack } from 'aws-cdk-lib';
import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

import { ALARMS, type Alarm, runbookOf } from '../../shared/contracts/alarms.ts';
import { type Instance, instancesOf, type Observed } from './alarm-instances.ts';

export interface AlarmsProps extends Observed {
  readonly prefix: string;
}

/** Every alarm of ours, and the topic that takes them. Whoever is on call subscribes to it. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly alarms: readonly IAlarm[];
  readonly #prefix: string;

  constructor(scope: Construct, id: string, { prefix, ...observed }: AlarmsProps) {
    super(scope, id);
    this.#prefix = prefix;
    this.topic = new Topic(this, 'Topic', { topicName: `${prefix}-alarms`, enforceSSL: true });
    this.#letAlarmsPublish();
    this.alarms = ALARMS.flatMap((alarm) => instancesOf(alarm, observed).map((instance) => this.#add(alarm, instance)));
  }

  /** A topic with a policy of its own has lost the one that lets this account's alarms publish. */
  #letAlarmsPublish(): void {
    const { account } = Stack.of(this);
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }

  #add({ id, title, impact, periods, rings, silence }: Alarm, { about, metric }: Instance): IAlarm {
    const name = about === undefined ? id : `${id}-${about}`;
    const alarm = new CloudWatchAlarm(this, name, {
      alarmName: `${this.#prefix}-${name}`,
      alarmDescription: `${title}${about === undefined ? '' : ` (${about})`}. ${impact} Runbook: ${runbookOf(id)}`,
      metric,
      evaluationPeriods: periods,
      ...('atLeast' in rings
        ? {
            threshold: rings.atLeast,
            comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          }
        : { threshold: rings.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
      treatMissingData: silence === 'trouble' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }
}
