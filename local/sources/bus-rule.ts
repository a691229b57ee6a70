import type { BusEvent } from '../engines/event-bus.ts';
import type { DeployedBusRule, EventPattern } from '../template/deployed/deployed-events.ts';

/** Whether an event on a bus is one that the rule asks for. */
export const wants = ({ enabled, busName, pattern }: DeployedBusRule, event: BusEvent, bus: string): boolean =>
  enabled && busName === bus && fits(pattern, event);

function fits(pattern: EventPattern, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([field, wanted]) => {
    const found: unknown = Reflect.get(value, field);
    return isList(wanted) ? wanted.some((one) => one === found) : fits(wanted, found);
  });
}

/** `Array.isArray` does not narrow a read-only list. */
const isList = (wanted: EventPattern[string]): wanted is readonly (string | number | boolean | null)[] =>
  Array.isArray(wanted);
