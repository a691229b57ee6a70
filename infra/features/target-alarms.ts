import { Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

import { ALARMS } from '../../shared/contracts/alarms.ts';
import type { TargetSettings } from '../../shared/contracts/config/config.ts';
import { addAlarm } from './add-alarm.ts';
import { instanceFor } from './alarm-instances.ts';
import { alarmTopicName } from './alarms.ts';
import { FUNCTIONS, functionNameOf } from './function-names.ts';

export interface TargetAlarmsProps {
  readonly prefix: string;
  readonly target: string;
  readonly settings: TargetSettings;
}

/** Every alarm about one target. The functions and the topic are known by their names: they stand in another stack. */
export class TargetAlarms extends Construct {
  constructor(scope: Construct, id: string, { prefix, target, settings }: TargetAlarmsProps) {
    super(scope, id);
    const topicArn = Stack.of(this).formatArn({ service: 'sns', resource: alarmTopicName(prefix) });
    const topic = Topic.fromTopicArn(this, 'Topic', topicArn);
    const functions = Object.fromEntries(
      FUNCTIONS.map((name) => [name, { functionName: functionNameOf(prefix, name) }]),
    );
    for (const alarm of ALARMS) {
      const instance = instanceFor(alarm, { target, settings, functions });
      if (instance) addAlarm(this, { prefix, alarm, topic, ...instance });
    }
  }
}
