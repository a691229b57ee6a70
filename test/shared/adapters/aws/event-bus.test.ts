import { readFileSync } from 'node:fs';

import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsCommandInput,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';

import { eventBus } from '../../../../shared/adapters/aws/event-bus.ts';
import {
  BUS_EVENTS,
  BUS_SOURCE,
  type BusEntry,
  readBusEntry,
} from '../../../../shared/contracts/signals/bus-events.ts';
import type { BusEvent } from '../../../../shared/domain/bus-event.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import type { OutboxEntry } from '../../../../shared/domain/worker/worker.ts';
import { describeBus } from '../../../contract/bus.ts';

/** A bus whose EventBridge fails these ids at each request. */
function refusing(...refusals: readonly (readonly string[] | Error)[]) {
  const aws = mockClient(EventBridgeClient);
  const requests: PutEventsRequestEntry[][] = [];
  aws.on(PutEventsCommand).callsFake(async ({ Entries = [] }: PutEventsCommandInput) => {
    const refusal = refusals[requests.length] ?? [];
    requests.push(Entries);
    if (refusal instanceof Error) throw refusal;
    const answers = Entries.map((entry, index) =>
      refusal.includes(entryOf(entry).detail.id)
        ? { ErrorCode: 'InternalFailure', ErrorMessage: 'for ada@example.com' }
        : { EventId: `eb-${index}` },
    );
    return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode).length, Entries: answers };
  });
  const bus = eventBus(new EventBridgeClient({ region: 'eu-west-1' }), 'lifecycle');
  return { bus, requests, ids: () => requests.map((entries) => entries.map((entry) => entryOf(entry).detail.id)) };
}

const entryOf = ({ Source, DetailType, Detail = '' }: PutEventsRequestEntry): BusEntry =>
  readBusEntry({ source: Source, detailType: DetailType, detail: JSON.parse(Detail) })!;

const eventOf = ({ detailType, detail }: BusEntry): BusEvent & { id: string } => {
  const { version: _, data, ...ids } = detail;
  return { type: detailType, ...ids, ...(data && { detail: data }) };
};

const events = (...ids: readonly string[]) =>
  ids.map((id) => ({ id, type: 'FirstLogin' as const, target: 'atlan-prod', accountId: 'u1', at: 1 }));

describeBus('EventBridge', async () => {
  const { bus, requests } = refusing();
  return {
    bus,
    heard: async () => {
      const heard = requests.flat().map((entry) => eventOf(entryOf(entry)));
      return heard.filter(({ id }, index) => heard.findIndex((other) => other.id === id) === index);
    },
  };
});

describe('an entry on EventBridge', () => {
  it('names its bus, its source, its type and its time', async () => {
    const { bus, requests } = refusing();
    await bus.publish(events('a'));
    expect(requests).toEqual([
      [
        {
          EventBusName: 'lifecycle',
          Source: 'atlan-lifecycle',
          DetailType: 'FirstLogin',
          Time: new Date(1),
          Detail: JSON.stringify({ version: 1, id: 'a', at: 1, target: 'atlan-prod', accountId: 'u1' }),
        },
      ],
    ]);
  });

  it('is in ASCII, whatever it tells', async () => {
    const { bus, requests } = refusing();
    const [event] = events('a');
    await bus.publish([{ ...event!, detail: { name: '𠮷野 😊 \ud83d' } }]);
    const detail = requests[0]?.[0]?.Detail ?? '';
    expect(detail).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(detail).data).toEqual({ name: '𠮷野 😊 \ud83d' });
  });
});

describe('many events', () => {
  it('go out in tens', async () => {
    const { bus, requests } = refusing();
    await bus.publish(events(...Array.from({ length: 21 }, (_, n) => `e${n}`)));
    expect(requests.map(({ length }) => length)).toEqual([10, 10, 1]);
  });

  it('stay below the size that one request may have', async () => {
    const { bus, requests } = refusing();
    const large = events('a', 'b', 'c').map((event) => ({ ...event, detail: { text: 'ä'.repeat(20 * 1024) } }));
    await bus.publish(large);
    expect(requests.map(({ length }) => length)).toEqual([2, 1]);
  });
});

describe('a batch that EventBridge takes in part', () => {
  it('is completed by one more request, for what is missing', async () => {
    const { bus, ids } = refusing(['b', 'c']);
    await bus.publish(events('a', 'b', 'c'));
    expect(ids()).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('fails when that was not enough, and only counts', async () => {
    const { bus, requests } = refusing(['b', 'c'], ['c']);
    await expect(bus.publish(events('a', 'b', 'c'))).rejects.toThrow(
      new RetryableError('EventBridge did not accept 1 of 3 events'),
    );
    expect(requests).toHaveLength(2);
  });
});

describe('an EventBridge that is throttled or out of reach', () => {
  it('is a retryable failure', async () => {
    const throttled = Object.assign(new Error('rate of ada@example.com exceeded'), { name: 'ThrottlingException' });
    const { bus } = refusing(throttled);
    await expect(bus.publish(events('a', 'b'))).rejects.toThrow(
      new RetryableError('EventBridge did not accept 2 events (ThrottlingException)'),
    );
  });
});

describe('a type that is not on the list', () => {
  it('does not compile, wherever an event is made', () => {
    const event: BusEvent = { type: 'AccessEnded', at: 1 };
    // @ts-expect-error a misspelling
    const misspelt: BusEvent = { ...event, type: 'AccesEnded' };
    // @ts-expect-error a misspelling in an outbox
    const told: OutboxEntry = { id: 'a', kind: 'bus', event: { ...event, type: 'AccessEnd' } };
    expect([misspelt, told]).toHaveLength(2);
  });

  it('is none of ours to a subscriber', () => {
    const detail = { version: 1, id: 'a', at: 1 };
    expect(readBusEntry({ source: BUS_SOURCE, detailType: 'AccessEnded', detail })).toBeDefined();
    expect(readBusEntry({ source: BUS_SOURCE, detailType: 'AccesEnded', detail })).toBeUndefined();
  });
});

describe('the page about the events', () => {
  const page = readFileSync('docs/bus-events.md', 'utf8');

  it('has a line for every event, and for nothing else', () => {
    const [table = ''] = page.split('## The detail');
    const lines = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(lines).toEqual(Object.keys(BUS_EVENTS));
    expect(page).toContain(`\`${BUS_SOURCE}\``);
  });

  it('shows an example that can be read', () => {
    const [, example = ''] = page.match(/```json\n([^`]+)```/) ?? [];
    const { 'detail-type': detailType, ...rest } = JSON.parse(example) as Record<string, unknown>;
    expect(readBusEntry({ detailType, ...rest })).toMatchObject({ detailType: 'RoleChanged' });
  });
});
