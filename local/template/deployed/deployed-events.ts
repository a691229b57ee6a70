import * as z from 'zod/mini';

import { arnOf } from '../place.ts';
import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';
import { UnknownPart } from '../unknown-part.ts';

/** A rule of EventBridge: by the clock, or by what comes over a bus. */
export type DeployedRule = DeployedSchedule | DeployedBusRule;

interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly targetArns: readonly string[];
  readonly enabled: boolean;
}

export interface DeployedSchedule extends Rule {
  readonly kind: 'schedule';
  readonly everySeconds: number;
}

export interface DeployedBusRule extends Rule {
  readonly kind: 'bus';
  readonly busName: string;
  readonly pattern: EventPattern;
}

/** Lists of the values that may stand in a field; nested as the event is. */
export interface EventPattern {
  readonly [field: string]: EventPattern | readonly (string | number | boolean | null)[];
}

const values = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]));
const pattern: z.ZodMiniType<EventPattern> = z.record(z.string(), z.union([values, z.lazy(() => pattern)]));

const rule = known({
  EventBusName: z.optional(z.string()),
  EventPattern: z.optional(pattern),
  Name: z.string(),
  ScheduleExpression: z.optional(z.string()),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  Targets: z.array(z.strictObject({ Arn: z.string(), Id: z.string() })),
});

const RATE = /^rate\((\d+) (minute|minutes|hour|hours|day|days)\)$/;
const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };

export function readRule(resource: ResolvedResource): DeployedRule {
  const { EventBusName, EventPattern, Name, ScheduleExpression, State, Targets } = readProperties(resource, rule);
  const common = {
    name: Name,
    arn: arnOf('events', `rule/${Name}`),
    targetArns: Targets.map(({ Arn }) => Arn),
    enabled: State !== 'DISABLED',
  };
  if (EventPattern !== undefined)
    return { ...common, kind: 'bus', busName: EventBusName ?? 'default', pattern: EventPattern };
  const [, count = '', unit = ''] = RATE.exec(ScheduleExpression ?? '') ?? [];
  const seconds = SECONDS[unit.replace(/s$/, '')];
  if (seconds === undefined)
    throw new UnknownPart(resource.id, `it is scheduled by ${ScheduleExpression ?? 'nothing'}`);
  return { ...common, kind: 'schedule', everySeconds: Number(count) * seconds };
}
