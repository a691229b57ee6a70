import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

import { ALARMS } from '../../shared/contracts/alarms.ts';
import { addAlarm } from './add-alarm.ts';
import { instancesOf, type Observed } from './alarm-instances.ts';

export interface AlarmsProps extends Observed {
  readonly prefix: string;
}

/** By which alarms in other stacks find the topic. */
export const alarmTopicName = (prefix: string): string => `${prefix}-alarms`;

/** Every alarm that is about no one target, and the topic that takes all alarms. Whoever is on call subscribes to it. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { prefix, ...observed }: AlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { topicName: alarmTopicName(prefix), enforceSSL: true });
    this.#letAlarmsPublish();
    const { topic } = this;
    for (const alarm of ALARMS)
      for (const instance of instancesOf(alarm, observed)) addAlarm(this, { prefix, alarm, topic, ...instance });
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
}
