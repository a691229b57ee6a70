import type { LocalClock } from '../clock.ts';
import type { EventBuses } from '../engines/event-bus.ts';
import type { EventSourceMappings } from '../engines/event-source-mappings.ts';
import { AT_MOST, type Functions } from '../functions/start-functions.ts';
import type { Callers } from '../gateway/callers.ts';
import type { Deployment } from '../template/deployment.ts';
import { wants } from './bus-rule.ts';
import { startQueueSource } from './queue-source.ts';
import { type Schedule, startSchedule } from './schedule.ts';

export interface Sources extends AsyncDisposable {
  readonly schedules: readonly Schedule[];
}

export interface SourcesSettings {
  readonly functions: Functions;
  readonly buses: EventBuses;
  readonly mappings: EventSourceMappings;
  readonly callers: Callers;
  readonly clock: LocalClock;
  readonly gateway: string;
}

const EVENTS = 'events.amazonaws.com';

/** Whatever calls functions by itself: the clock, the buses, the queues. */
export function startSources(deployment: Deployment, settings: SourcesSettings): Sources {
  const { functions, buses, mappings, callers, clock, gateway } = settings;
  const targetsOf = ({ arn, targetArns }: Deployment['rules'][number]) =>
    targetArns.flatMap((target) => functions.for(target, { service: EVENTS, sourceArn: arn }) ?? []);

  const schedules = deployment.rules.flatMap((rule) =>
    rule.kind === 'schedule' ? startSchedule(rule, targetsOf(rule), clock) : [],
  );
  const busRules = deployment.rules.flatMap((rule) => (rule.kind === 'bus' ? { rule, targets: targetsOf(rule) } : []));
  const stopListening = buses.listen((event, bus) => {
    for (const { rule, targets } of busRules)
      if (wants(rule, event, bus)) for (const target of targets) void target.invoke(event);
  });
  const queues = deployment.mappings.flatMap((mapping) => {
    const queue = deployment.queues.find(({ arn }) => arn === mapping.queueArn);
    const to = functions.named(mapping.functionName);
    const key = callers.issue(mapping.functionName);
    const isEnabled = () => mappings.isEnabled(mapping.id);
    return queue && to ? startQueueSource({ mapping, queue, to, key, gateway, isEnabled, atMost: AT_MOST }) : [];
  });
  return {
    schedules,
    [Symbol.asyncDispose]: async () => {
      for (const schedule of schedules) schedule.stop();
      stopListening();
      await Promise.all(queues.map((queue) => queue.stop()));
    },
  };
}
