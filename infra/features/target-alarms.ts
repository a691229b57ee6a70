import { Construct } from 'constructs';

import { ALARMS } from '../../shared/contracts/alarms.ts';
import type { TargetSettings } from '../../shared/contracts/config/config.ts';
import { addAlarm } from './add-alarm.ts';
import { instanceFor } from './alarm-instances.ts';
import { findAlarmTopics } from './alarm-topics.ts';
import { FUNCTIONS, functionNameOf } from './function-names.ts';

export interface TargetAlarmsProps {
  readonly prefix: string;
  readonly target: string;
  readonly settings: TargetSettings;
}

/** Every alarm about one target. The functions and the topics are known by their names: they stand in another stack. */
export class TargetAlarms extends Construct {
  constructor(scope: Construct, id: string, { prefix, target, settings }: TargetAlarmsProps) {
    super(scope, id);
    const topics = findAlarmTopics(this, prefix);
    const functions = Object.fromEntries(
      FUNCTIONS.map((name) => [name, { functionName: functionNameOf(prefix, name) }]),
    );
    for (const alarm of ALARMS) {
      const instance = instanceFor(alarm, { target, settings, functions });
      if (instance) addAlarm(this, { prefix, alarm, topics, ...instance });
    }
  }
}
