import { Construct } from 'constructs';

import { ALARMS } from '../../../shared/contracts/signals/alarms.ts';
import { addAlarm } from './add-alarm.ts';
import { instancesOf, type Observed } from './alarm-instances.ts';
import { type AlarmTopics, addAlarmTopics } from './alarm-topics.ts';

export interface AlarmsProps extends Observed {
  readonly prefix: string;
}

/** Every alarm that is about no one target, and the topics that take all alarms. */
export class Alarms extends Construct {
  readonly topics: AlarmTopics;

  constructor(scope: Construct, id: string, { prefix, ...observed }: AlarmsProps) {
    super(scope, id);
    this.topics = addAlarmTopics(this, prefix);
    const { topics } = this;
    for (const alarm of ALARMS)
      for (const instance of instancesOf(alarm, observed)) addAlarm(this, { prefix, alarm, topics, ...instance });
  }
}
