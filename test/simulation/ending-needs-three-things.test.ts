import { describe, expect, it } from 'vitest';

import { decodeMessage } from '../../shared/contracts/messages.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { ingestUnderTest } from '../shared/app/ingest/ingest-under-test.ts';
import { company } from '../support/company.ts';

const HOUR_MS = 3_600_000;
const joined = {
  specversion: '1.0',
  id: 'x',
  source: 'urn:example:hr',
  type: 't',
  time: '2025-01-01T08:00:00Z',
  data: {
    kind: 'joined',
    phase: 'effective',
    worker: { sourceWorkerId: '1', workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' },
    effective: { date: '2025-01-01', timeZone: 'UTC' },
  },
};
const left = (worker: object, effective: unknown = {}, envelope: object = {}) => ({
  ...joined,
  time: '2026-03-02T09:00:00Z',
  data: {
    kind: 'left',
    phase: 'effective',
    worker: { sourceWorkerId: '1', ...worker },
    effective:
      typeof effective === 'object' && effective !== null
        ? { date: '2026-03-01', timeZone: 'UTC', immediate: true, ...effective }
        : effective,
  },
  ...envelope,
});

/** What a signed delivery put on the queue, and what else became of it. */
async function taken(body: unknown, id = 'n1') {
  const ingest = ingestUnderTest({}, Date.parse('2026-03-02T09:00:00Z'));
  const { status } = await ingest.sendSigned(body, { id });
  const events = ingest.queue.messages.flatMap(({ body: text }): readonly LifecycleEvent[] => {
    const message = decodeMessage(text);
    return message.kind === 'event' ? [message.event] : [];
  });
  return { status, events, quarantined: await ingest.quarantine.list(10), observe: ingest.observe };
}

describe('a leaver with one bad attribute', () => {
  it.each<[string, object]>([
    ['a job title of 300 characters', left({ jobTitle: 'x'.repeat(300) })],
    ['a number for an employee number', left({ employeeNumber: 4711 })],
    ['an object for a department', left({ department: { id: 5, name: 'Data' } })],
    ['null for a zone', left({}, { timeZone: null })],
    ['a Windows name for a zone', left({}, { timeZone: 'W. Europe Standard Time' })],
    ['no zone and no date, to act at once', left({}, { timeZone: undefined, date: undefined })],
    ['a date that is none, to act at once', left({}, { date: 'today' })],
    ['half an emoji in a name', left({ displayName: 'Ada \ud83d' })],
    ['a null byte in a name', left({ displayName: 'Ada\u0000' })],
    ['a list for a work e-mail', left({ workEmail: ['ada@example.com'] })],
    ['a time that is none', left({}, {}, { time: 'yesterday' })],
    [
      'an envelope of another version, without id, source and type',
      left({}, {}, { specversion: '9', id: 7, source: null, type: undefined }),
    ],
  ])('has no access a day later: %s', async (_case, event) => {
    const acme = await company();
    const [start] = (await taken(joined, 'j1')).events;
    await acme.deliver(start!);
    acme.atlan.accept('ada@example.com');
    acme.clock.advance(HOUR_MS);
    const { status, events, quarantined } = await taken(event);
    expect([status, quarantined, events.length]).toEqual([200, [], 1]);
    await acme.deliver(...events);
    acme.clock.advance(24 * HOUR_MS);
    await acme.tick();
    expect(acme.deadLetters).toEqual([]);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
  });
});

describe('an ending that says no date', () => {
  it.each<[string, unknown]>([
    ['a date that does not exist', { date: '2026-02-30', immediate: false }],
    ['a date in another order', { date: '01.03.2026', immediate: false }],
    ['no date', { date: undefined, immediate: undefined }],
    ['null', null],
    ['a text in place of an object', '2026-03-01'],
  ])('is on the queue as one without a date, and not in quarantine: %s', async (_case, effective) => {
    const { status, events, quarantined } = await taken(left({}, effective));
    expect([status, quarantined]).toEqual([200, []]);
    expect(events).toMatchObject([{ kind: 'left', effective: null, sourceKey: 'hr:1', rejected: ['date'] }]);
  });

  it('is one whatever it says of an instant that is none', async () => {
    const effective = { date: 'soon', boundary: 'instant', instant: 'then', immediate: false };
    const { events } = await taken(left({}, effective));
    expect(events).toMatchObject([{ effective: null }]);
  });
});

describe('what is needed', () => {
  it.each<[string, object]>([
    ['who left', left({ sourceWorkerId: 4711 })],
    ['who left, in whole characters', left({ sourceWorkerId: '1\ufffd' })],
    [
      'the day of an ending that is taken back',
      { ...left({}, { date: 'then' }), data: { ...left({}, { date: 'then' }).data, phase: 'cancelled' } },
    ],
    ['the day of a move', { ...joined, data: { ...joined.data, kind: 'moved', effective: { date: '2026-02-30' } } }],
    ['the time of a joiner', { ...joined, time: 'today' }],
  ])('is never guessed: %s', async (_case, event) => {
    const { events, quarantined } = await taken(event);
    expect([events, quarantined.length]).toEqual([[], 1]);
  });

  it('of a joiner is not an attribute: it is left out, and unknown to policy', async () => {
    const worker = { ...joined.data.worker, department: 7, timeZone: 'x' };
    const effective = { date: '2025-01-01', timeZone: 'W. Europe Standard Time' };
    const { events } = await taken({ ...joined, data: { ...joined.data, worker, effective } });
    expect(events).toMatchObject([
      { kind: 'joined', rejected: ['department', 'timeZone'], effective: { timeZone: 'UTC', zoneAssumed: true } },
    ]);
    expect(events[0]?.attributes).toEqual({ workEmail: 'ada@example.com', workerType: 'employee' });
  });
});

describe('what was left out', () => {
  it('is counted for its connection and attribute, and logged with the event and no value', async () => {
    const counted: (readonly [string, object | undefined])[] = [];
    const bare = ingestUnderTest();
    const observe = {
      ...bare.observe,
      count: (metric: string, dimensions?: Readonly<Record<string, string>>) => void counted.push([metric, dimensions]),
    };
    const { sendSigned, queue } = ingestUnderTest({ observe });
    await sendSigned(left({ jobTitle: 'x'.repeat(300), department: { name: 'Data' } }));
    expect(counted.filter(([metric]) => metric === 'AttributeRejected')).toEqual([
      ['AttributeRejected', { connection: 'hr', attribute: 'jobTitle' }],
      ['AttributeRejected', { connection: 'hr', attribute: 'department' }],
    ]);
    const message = decodeMessage(queue.messages[0]!.body);
    expect(observe.lines.filter(({ event }) => event === 'attribute-rejected')).toEqual([
      {
        level: 'warn',
        event: 'attribute-rejected',
        ids: {
          connection: 'hr',
          delivery: message.kind === 'event' ? message.delivery : '',
          eventId: message.kind === 'event' ? message.event.id : '',
          because: 'jobTitle must be at most 256 characters long; department must be text',
        },
      },
    ]);
  });
});
