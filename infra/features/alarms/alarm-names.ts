import { ALARMS } from '../../../shared/contracts/signals/alarms.ts';
import { alarmName } from './add-alarm.ts';
import { instancesOf, isOfTarget, type Observed } from './alarm-instances.ts';

/** Names of all alarms of an installation, whatever stacks they are in: those about the whole, then target by target. */
export const alarmNames = (prefix: string, targets: readonly string[], observed: Observed): readonly string[] => [
  ...ALARMS.flatMap((alarm) => instancesOf(alarm, observed).map(({ about }) => alarmName(prefix, alarm, about))),
  ...targets.flatMap((target) => ALARMS.filter(isOfTarget).map((alarm) => alarmName(prefix, alarm, target))),
];
