import { Construct } from 'constructs';
import type { TargetSettings } from '../../../shared/contracts/config/config.ts';
import { FUNCTIONS } from '../../../shared/contracts/function-names.ts';
import { ALARMS } from '../../../shared/contracts/signals/alarms.ts';
import { functionNameOf } from '../function-names.ts';
import { addAlarm } from './add-alarm.ts';
import { instanceFor } from './alarm-instances.ts';
import { findAlarmTopics } from './alarm-topics.ts';

interface TargetToWatch {
  readonly prefix: string;
  readonly target: string;
  readonly settings: TargetSettings;
}

/** Every alarm about one target. The functions and the topics are known by their names: they stand in another stack. */
export function addTargetAlarms(scope: Construct, { prefix, target, settings }: TargetToWatch): void {
  const here = new Construct(scope, `${target}-alarms`);
  const topics = findAlarmTopics(here, prefix);
  const functions = Object.fromEntries(FUNCTIONS.map((name) => [name, { functionName: functionNameOf(prefix, name) }]));
  for (const alarm of ALARMS) {
    const instance = instanceFor(alarm, { target, settings, functions });
    if (instance) addAlarm(here, { prefix, alarm, topics, ...instance });
  }
}
