import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { jsonOrUndefined } from '../../shared/domain/text/json-or-undefined.ts';

import { awsAnswer, awsError, type Engine } from '../gateway/aws-request.ts';
import { arnOf, PLACE } from '../template/place.ts';

/** An event as EventBridge hands it on. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

type Listener = (event: BusEvent, busName: string) => void;

export interface EventBuses {
  readonly engine: Engine;
  /** Everything since the start, in order. */
  readonly events: () => readonly BusEvent[];
  /** Answers how to stop listening. */
  readonly listen: (listener: Listener) => () => void;
}

const putEvents = z.object({
  Entries: z.array(
    z.object({
      EventBusName: z.optional(z.string()),
      Source: z.string(),
      DetailType: z.string(),
      Detail: z.string(),
      Resources: z.optional(z.array(z.string())),
      Time: z.optional(z.number()),
    }),
  ),
});

/** An embedded EventBridge: the template's buses, and a tap on all of them. */
export function createEventBuses(names: readonly string[], now: () => number): EventBuses {
  const events: BusEvent[] = [];
  const listeners = new Set<Listener>();
  const known = new Map(
    names.flatMap((name) => [[name, name] as const, [arnOf('events', `event-bus/${name}`), name] as const]),
  );
  return {
    events: () => events,
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    engine: async ({ operation, body }) => {
      if (operation !== 'PutEvents')
        return awsError('UnknownOperationException', `The local cloud does not know events:${operation}`);
      const asked = putEvents.safeParse(body);
      if (!asked.success) return awsError('ValidationException', 'an entry lacks its source, its type or its detail');
      const results = asked.data.Entries.map((entry) => {
        const busName = known.get(entry.EventBusName ?? 'default');
        const detail = jsonOrUndefined(entry.Detail);
        if (busName === undefined) return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: 'no such event bus' };
        if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
        const event: BusEvent = {
          version: '0',
          id: randomUUID(),
          'detail-type': entry.DetailType,
          source: entry.Source,
          account: PLACE.account,
          time: new Date(entry.Time === undefined ? now() : entry.Time * 1_000).toISOString(),
          region: PLACE.region,
          resources: entry.Resources ?? [],
          detail,
        };
        events.push(event);
        for (const listener of listeners) listener(event, busName);
        return { EventId: event.id };
      });
      return awsAnswer({
        FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
        Entries: results,
      });
    },
  };
}
