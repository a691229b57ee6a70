import * as z from 'zod/mini';

import type { Automations } from '../automation/automations.ts';
import type { LocalClock } from '../clock.ts';
import type { EventBuses } from '../engines/event-bus.ts';
import type { QueueState } from '../engines/sqs.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import { type FaultDesk, faults } from '../gateway/fault-desk.ts';
import type { AwsCall } from '../gateway/serve-aws.ts';
import type { Logs } from '../logs.ts';
import type { Route } from '../simulators/kit/http/route.ts';
import type { Rotations } from '../sources/rotation.ts';
import type { Schedule } from '../sources/schedule.ts';

/** What the local cloud's own endpoints show and move. */
export interface Controlled {
  readonly clock: LocalClock;
  readonly functions: readonly LambdaFunction[];
  readonly schedules: readonly Schedule[];
  readonly rotations: Rotations;
  readonly automations: Automations;
  readonly queues: () => Readonly<Record<string, QueueState>>;
  readonly buses: EventBuses;
  readonly faults: FaultDesk;
  readonly calls: () => readonly AwsCall[];
  readonly logs: Logs;
  /** What precedes the names of this installation's resources, its hyphen included. */
  readonly prefix: string;
}

interface Asked {
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export type Answer = { readonly status: number; readonly value: object };
type Handler = (asked: Asked, controlled: Controlled) => Answer | Promise<Answer>;

const ok = (value: object): Answer => ({ status: 200, value });
export const refused = (status: number, message: string): Answer => ({ status, value: { message } });

const moved = z.strictObject({ advanceMs: z.number().check(z.minimum(0)) });
const started = z.strictObject({
  parameters: z.optional(z.record(z.string(), z.string())),
  approve: z.optional(z.boolean()),
});
const clockOf = ({ clock }: Controlled) => ok({ now: clock.now(), scale: clock.scale() });

/** Resources may be named as they are deployed, or without what precedes all names. */
const named = <Item>(items: readonly Item[], nameOf: (item: Item) => string, { params }: Asked, prefix: string) =>
  items.find((item) => [params.get('name'), `${prefix}${params.get('name')}`].includes(nameOf(item)));
const scheduleOf = (asked: Asked, { schedules, prefix }: Controlled) =>
  named(schedules, ({ name }) => name, asked, prefix);
const functionOf = (asked: Asked, { functions, prefix }: Controlled) =>
  named(functions, ({ deployed }) => deployed.name, asked, prefix);
const noSuch = (kind: string, names: readonly string[]) =>
  refused(404, `There is no such ${kind}; there are: ${names.join(', ')}`);

export const ROUTES: readonly Route<Handler>[] = [
  { method: 'GET', pattern: '/clock', handle: (_asked, controlled) => clockOf(controlled) },
  {
    method: 'POST',
    pattern: '/clock',
    handle: async ({ body }, controlled) => {
      const read = moved.safeParse(body);
      if (!read.success) return refused(400, 'The body must be {"advanceMs": <number>}');
      await controlled.clock.advance(read.data.advanceMs);
      return clockOf(controlled);
    },
  },
  {
    method: 'GET',
    pattern: '/schedules',
    handle: (_asked, { schedules }) =>
      ok({ schedules: schedules.map(({ name, everySeconds, enabled }) => ({ name, everySeconds, enabled })) }),
  },
  {
    method: 'POST',
    pattern: '/schedules/{name}/fire',
    handle: async (asked, controlled) => {
      const schedule = scheduleOf(asked, controlled);
      if (!schedule)
        return noSuch(
          'schedule',
          controlled.schedules.map(({ name }) => name),
        );
      return ok({ outcomes: await schedule.fire() });
    },
  },
  {
    method: 'POST',
    pattern: '/secrets/{name}/rotate',
    handle: async ({ params }, { rotations: { secretIds, rotate } }) => {
      const name = params.get('name') ?? '';
      const secretId = secretIds.find((id) => id === name || id.endsWith(`/${name}`));
      const steps = secretId === undefined ? undefined : await rotate(secretId);
      return steps ? ok({ steps }) : noSuch('secret with a rotation', secretIds);
    },
  },
  {
    method: 'GET',
    pattern: '/functions',
    handle: (_asked, { functions }) =>
      ok({ functions: functions.map(({ deployed: { name, timeoutSeconds } }) => ({ name, timeoutSeconds })) }),
  },
  {
    method: 'POST',
    pattern: '/functions/{name}/invoke',
    handle: async (asked, controlled) => {
      const found = functionOf(asked, controlled);
      if (!found)
        return noSuch(
          'function',
          controlled.functions.map(({ deployed }) => deployed.name),
        );
      return ok(await found.invoke(asked.body));
    },
  },
  {
    method: 'POST',
    pattern: '/functions/{name}/kill',
    handle: (asked, controlled) => {
      const found = functionOf(asked, controlled);
      if (!found)
        return noSuch(
          'function',
          controlled.functions.map(({ deployed }) => deployed.name),
        );
      return ok({ killed: found.kill() });
    },
  },
  {
    method: 'POST',
    pattern: '/automation/{name}/start',
    handle: async (asked, { automations: { documents, start }, prefix }) => {
      const document = named(documents, ({ name }) => name, asked, prefix);
      if (!document)
        return noSuch(
          'document',
          documents.map(({ name }) => name),
        );
      const read = started.safeParse(asked.body ?? {});
      if (!read.success) return refused(400, 'The body must be {"parameters": {<name>: <text>}, "approve": <boolean>}');
      const { parameters = {}, approve } = read.data;
      const outcome = await start(document, { parameters, approve });
      return 'problem' in outcome ? refused(400, outcome.problem) : ok(outcome);
    },
  },
  { method: 'GET', pattern: '/queues', handle: (_asked, { queues }) => ok({ queues: queues() }) },
  { method: 'GET', pattern: '/faults', handle: (_asked, { faults: desk }) => ok({ faults: desk.list() }) },
  {
    method: 'PUT',
    pattern: '/faults',
    handle: ({ body }, { faults: desk }) => {
      const read = faults.safeParse(body);
      if (!read.success)
        return refused(400, `${read.error.issues[0]?.path.join('.') || 'the body'} is not what a fault has there`);
      desk.set(read.data);
      return ok({ faults: desk.list() });
    },
  },
  {
    method: 'GET',
    pattern: '/requests',
    handle: (_asked, { calls }) => ok({ requests: calls().map(withoutBody) }),
  },
  {
    method: 'GET',
    pattern: '/logs',
    handle: ({ query }, { logs, prefix }) => {
      const name = query.get('function') ?? undefined;
      const full = name === undefined || name.startsWith(prefix) || OWN_LOGS.includes(name) ? name : `${prefix}${name}`;
      return ok({ lines: logs.since(Number(query.get('since') ?? 0), full) });
    },
  },
];

/** Logs that no function writes: what the gateway refused, and the HTTP API's access log. */
const OWN_LOGS = ['local-cloud', 'access-log'];

/** Bodies name people, and are long. */
function withoutBody({ at, caller, service, operation, status, granted }: AwsCall) {
  return { at, caller, service, operation, status, granted };
}
