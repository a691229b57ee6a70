import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { decodeLifecycleEvent, type Origin } from '../../../../shared/contracts/event/lifecycle-event.ts';
import { lifecycleEventSchema } from '../../../../shared/contracts/event/lifecycle-event-schema.ts';
import { instantOf } from '../../../../shared/domain/civil-time.ts';
import { KINDS, PHASES } from '../../../../shared/domain/event/lifecycle-event.ts';
import { eventId } from '../../../../shared/domain/event/source-key.ts';
import { canonicalEvent } from '../../../support/canonical.ts';
import { receiptAt } from '../../../support/receipt.ts';

const origin: Origin = {
  connection: 'hr',
  defaultTimeZone: 'Asia/Kolkata',
  receipt: receiptAt(Date.parse('2026-03-12T09:15:24Z')),
  place: 0,
  vendorEventId: (source, id) => (source === undefined || id === undefined ? undefined : `${source}|${id}`),
  supersededEventId: (source, supersedes) => (source === undefined ? undefined : `${source}|${supersedes}`),
};

const decode = (input: unknown) => decodeLifecycleEvent(input, origin);

/** The event in what was decoded. */
function eventIn(input: unknown) {
  const decoded = decode(input);
  if (decoded.kind !== 'event') throw new Error(`${decoded.kind}: ${decoded.because}`);
  return decoded.event;
}

const without = (object: object, name: string) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

describe('a canonical event', () => {
  it('becomes a lifecycle event of its connection', () => {
    const id = eventId('hr', 'urn:example:hr|8d0c', 0);
    expect(eventIn(canonicalEvent())).toEqual({
      id,
      connection: 'hr',
      sourceKey: 'hr:67890',
      kind: 'joined',
      phase: 'scheduled',
      effective: { date: '2026-04-01', boundary: 'start_of_day', timeZone: 'Europe/Berlin', immediate: false },
      attributes: { workEmail: 'avery@example.com', displayName: 'Avery Example', department: 'Engineering' },
      occurredAt: Date.parse('2026-03-12T09:15:21Z'),
      order: '0001773306921000 r0001773306924000 0000 000000',
      receivedAt: Date.parse('2026-03-12T09:15:24Z'),
      content: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  it('says nothing by its type, its subject, and the fields that are ours to give', () => {
    const loud = canonicalEvent({
      type: 'com.example.hr.worker.left.v1',
      subject: 'wkr_1',
      sequence: '0000000000000031',
      partitionkey: 'acme:wkr_1',
      somethingNew: { a: 1 },
      data: { termination: { reasonCode: 'X' }, confidence: 'confirmed' },
      worker: { key: 'wkr_1', managerWorkerKey: 'wkr_2', birthDate: '1990-01-01', salary: 1 },
    });
    expect(eventIn(loud)).toEqual(eventIn(canonicalEvent()));
  });

  it('keeps attributes trimmed and composed, and tells an empty one from one that is not mentioned', () => {
    const worker = { displayName: '  Zoe\u0308 ', jobTitle: ' ', costCenter: null, managerSourceWorkerId: '1001' };
    expect(eventIn(canonicalEvent({ worker })).attributes).toEqual({
      workEmail: 'avery@example.com',
      displayName: 'Zo\u00eb',
      department: 'Engineering',
      jobTitle: null,
      costCenter: null,
      managerSourceWorkerId: '1001',
    });
  });

  it('names the source key that the worker had before, and leaves out one that is no text', () => {
    const named = (previousSourceWorkerId: unknown) => eventIn(canonicalEvent({ worker: { previousSourceWorkerId } }));
    expect(named('A 7').previousSourceKey).toBe(
      eventIn(canonicalEvent({ worker: { sourceWorkerId: 'A 7' } })).sourceKey,
    );
    expect(named(eventIn(canonicalEvent()).sourceKey.split(':')[1]).previousSourceKey).toBeUndefined();
    expect(named(7)).toMatchObject({ rejected: ['previousSourceWorkerId'], kind: 'joined' });
    expect(named(7).previousSourceKey).toBeUndefined();
  });

  it('names the event that it supersedes by the id that event was given', () => {
    const first = eventIn(canonicalEvent({ id: 'first' }));
    const second = eventIn(canonicalEvent({ id: 'second', data: { phase: 'cancelled', supersedes: 'first' } }));
    expect(second.supersedes).toBe(first.id);
  });

  it.each([
    ['the end of a last day', 'left', 'end_of_day'],
    ['the start of a first day', 'joined', 'start_of_day'],
  ])('without a boundary and a zone means %s, in the zone of the connection', (_case, kind, boundary) => {
    const { effective } = eventIn(canonicalEvent({ data: { kind, effective: { date: '2026-03-31' } } }));
    const zone = { timeZone: 'Asia/Kolkata', zoneAssumed: true };
    expect(effective).toEqual({ date: '2026-03-31', boundary, ...zone, immediate: false });
  });

  it('keeps an instant only where the boundary asks for it', () => {
    const effective = { date: '2026-03-31', timeZone: 'UTC', instant: '2026-03-31T12:30:00+02:00' };
    const exact = eventIn(canonicalEvent({ data: { effective: { ...effective, boundary: 'instant' } } }));
    const daily = eventIn(canonicalEvent({ data: { effective: { ...effective, boundary: 'start_of_day' } } }));
    expect(exact.effective?.instant).toBe(Date.parse('2026-03-31T10:30:00Z'));
    expect(daily.effective).not.toHaveProperty('instant');
  });

  it('can be dated by every later reader', () => {
    const { effective, occurredAt } = eventIn(canonicalEvent());
    expect(new Date(instantOf(effective!, occurredAt)).toISOString()).toBe('2026-03-31T22:00:00.000Z');
  });

  it.each(KINDS.flatMap((kind) => PHASES.map((phase) => [kind, phase] as const)))('may be %s, %s', (kind, phase) => {
    expect(eventIn(canonicalEvent({ data: { kind, phase } }))).toMatchObject({ kind, phase });
  });

  it.each(['record_deleted', 'observed', 'identity_changed'])('needs no date when it is %s', (kind) => {
    expect(eventIn(canonicalEvent({ data: { kind, effective: null } })).effective).toBeNull();
  });

  it.each([
    ['kind', 'unknown-kind', 'data.kind is none of the kinds that this version knows; upgrade, or send one of them'],
    [
      'phase',
      'unknown-phase',
      'data.phase is none of the phases that this version knows; upgrade, or send one of them',
    ],
  ])('of a %s from the future is told apart from a broken one', (name, kind, because) => {
    expect(decode(canonicalEvent({ data: { [name]: 'sabbatical', effective: 'whenever' } }))).toEqual({
      kind,
      because,
    });
  });

  const event = canonicalEvent();
  const effective = (more: object) => canonicalEvent({ data: { effective: { ...event.data.effective, ...more } } });
  it.each<[string, unknown]>([
    ['the event must be an object', 'a text'],
    ['the event must be an object', null],
    ['specversion must be "1.0"', without(event, 'specversion')],
    ['specversion must be "1.0"', { ...event, specversion: '0.3' }],
    ['id must be text', without(event, 'id')],
    ['id must not be empty', { ...event, id: ' ' }],
    ['id must be at most 256 characters long', { ...event, id: 'x'.repeat(257) }],
    ['source must be text', without(event, 'source')],
    ['type must be text', without(event, 'type')],
    ['time must be an RFC 3339 time with an offset, such as 2026-03-12T09:15:21Z', without(event, 'time')],
    [
      'time must be an RFC 3339 time with an offset, such as 2026-03-12T09:15:21Z',
      { ...event, time: '2026-03-12T09:15:21' },
    ],
    [
      'time must be an RFC 3339 time with an offset, such as 2026-03-12T09:15:21Z',
      { ...event, time: '2026-02-30T09:15:21Z' },
    ],
    ['time must not be before 1970', { ...event, time: '1969-12-31T23:59:59Z' }],
    ['data must be an object', without(event, 'data')],
    ['data.schemaVersion must be 1.0 or a later 1.x', canonicalEvent({ data: { schemaVersion: '2.0' } })],
    ['data.kind must be text', canonicalEvent({ data: { kind: 7 } })],
    ['data.phase must be text', { ...event, data: without(event.data, 'phase') }],
    ['data.worker must be an object', { ...event, data: without(event.data, 'worker') }],
    ['data.worker.sourceWorkerId must be text', canonicalEvent({ worker: { sourceWorkerId: 67890 } })],
    ['data.worker.sourceWorkerId must not be empty', canonicalEvent({ worker: { sourceWorkerId: '' } })],
    [
      'data.effective must be an object, or null where the kind needs no date',
      { ...event, data: without(event.data, 'effective') },
    ],
    ['data.effective.date must be a date that exists, written YYYY-MM-DD', effective({ date: undefined })],
    ['data.effective.date must be a date that exists, written YYYY-MM-DD', effective({ date: '2026-02-30' })],
    ['data.effective.date must be a date that exists, written YYYY-MM-DD', effective({ date: '2026-04-01T00:00' })],
    ['data.effective.date must be a date that exists, written YYYY-MM-DD', effective({ date: '01.04.2026' })],
    ['data.effective.boundary must be start_of_day, end_of_day or instant', effective({ boundary: 'noon' })],
    ['data.effective.instant must be given where boundary is instant', effective({ boundary: 'instant' })],
    ['data.effective.immediate must be true or false', effective({ immediate: 'yes' })],
    ...['joined', 'moved', 'rehired', 'leave_started', 'leave_ended', 'converted'].map((kind): [string, unknown] => [
      'data.effective must not be null for this kind; give the date from which it applies',
      canonicalEvent({ data: { kind, effective: null } }),
    ]),
  ])('is unintelligible when %s', (because, input) => {
    expect(decode(input)).toEqual({ kind: 'unintelligible', because });
  });

  it.each<[string, string, unknown]>([
    ['employeeNumber', 'must be text', canonicalEvent({ worker: { employeeNumber: 42 } })],
    ['jobTitle', 'must be at most 256 characters long', canonicalEvent({ worker: { jobTitle: 'x'.repeat(257) } })],
    [
      'location',
      'must be whole text in UTF-8, without control characters',
      canonicalEvent({ worker: { location: '\ud83d' } }),
    ],
    [
      'country',
      'must be whole text in UTF-8, without control characters',
      canonicalEvent({ worker: { country: 'D\u0000E' } }),
    ],
    ['timeZone', 'must be an IANA time zone, such as Europe/Berlin', effective({ timeZone: '+02:00' })],
    ['timeZone', 'must be an IANA time zone, such as Europe/Berlin', effective({ timeZone: 'Mars/Base' })],
    ['timeZone', 'must be an IANA time zone, such as Europe/Berlin', effective({ timeZone: null })],
  ])('goes without %s when it %s', (attribute, why, input) => {
    const decoded = decode(input);
    expect(decoded).toMatchObject({ kind: 'event', rejected: [{ attribute, why }], event: { rejected: [attribute] } });
    expect(eventIn(input).attributes).not.toHaveProperty(attribute);
  });

  it('counts characters, not the units in which they are stored', () => {
    const displayName = '𠮷'.repeat(256);
    expect(eventIn(canonicalEvent({ worker: { displayName } })).attributes.displayName).toBe(displayName);
    expect(eventIn(canonicalEvent({ worker: { displayName: `${displayName}野` } })).rejected).toEqual(['displayName']);
  });

  it('is the newest of two values that one body gives a field', () => {
    const body = JSON.stringify(canonicalEvent()).replace('"phase":', '"kind":"left","phase":');
    expect(eventIn(JSON.parse(body)).kind).toBe('left');
  });

  it('is what the guide for HR teams shows', () => {
    const [, example = ''] = /```json\n([\s\S]+?)```/.exec(readFileSync('docs/events.md', 'utf8')) ?? [];
    expect(eventIn(JSON.parse(example))).toMatchObject({
      kind: 'left',
      attributes: { managerSourceWorkerId: '41022' },
    });
  });

  describe('that is an ending', () => {
    const end = (more: object, when: object = {}, envelope: object = {}) =>
      canonicalEvent({
        ...envelope,
        data: { kind: 'left', effective: { date: '2026-03-31', timeZone: 'Europe/Berlin', ...when }, ...more },
      });
    const instantOfEnd = (input: unknown) => {
      const { effective, occurredAt } = eventIn(input);
      return effective && new Date(instantOf(effective, occurredAt)).toISOString();
    };

    it.each<[string, unknown, string]>([
      ['time', end({}, {}, { time: 'yesterday' }), '2026-03-31T22:00:00.000Z'],
      ['time', end({}, { immediate: true }, { time: '1969-12-31T00:00:00Z' }), '2026-03-12T09:15:24.000Z'],
      ['phase', end({ phase: null }), '2026-03-31T22:00:00.000Z'],
      ['phase', end({ phase: ' ' }), '2026-03-31T22:00:00.000Z'],
      ['specversion', end({}, {}, { specversion: 1 }), '2026-03-31T22:00:00.000Z'],
      ['schemaVersion', end({ schemaVersion: '2.0' }), '2026-03-31T22:00:00.000Z'],
      ['supersedes', end({ phase: 'corrected', supersedes: { id: 'a' } }), '2026-03-31T22:00:00.000Z'],
      ['boundary', end({}, { boundary: 'midnight' }), '2026-03-31T22:00:00.000Z'],
      ['immediate', end({}, { immediate: 'yes' }), '2026-03-31T22:00:00.000Z'],
      ['instant', end({}, { boundary: 'instant', instant: 'noon' }), '2026-03-31T22:00:00.000Z'],
      [
        'date',
        end({}, { date: 'x', boundary: 'instant', instant: '2026-03-30T10:00:00Z' }),
        '2026-03-30T10:00:00.000Z',
      ],
      ['date', end({}, { date: undefined, immediate: true }), '2026-03-12T09:15:21.000Z'],
    ])('counts without its %s', (attribute, input, at) => {
      expect(instantOfEnd(input)).toBe(at);
      expect(eventIn(input).rejected).toEqual([attribute]);
    });

    it('to act at once, without a date, is dated by the zone in which it is meant', () => {
      const late = { time: '2026-03-12T23:30:00Z' };
      expect(eventIn(end({}, { date: undefined, immediate: true }, late)).effective?.date).toBe('2026-03-13');
      expect(
        eventIn(end({}, { date: undefined, immediate: true, timeZone: 'Romance Standard Time' }, late)).effective,
      ).toMatchObject({ date: '2026-03-13', timeZone: 'Asia/Kolkata', zoneAssumed: true });
    });

    it('without an id has one of its own: the same each time it is sent, another for another ending', () => {
      const nameless = (more: object, when: object = {}) => end(more, when, { id: '', source: 7 });
      expect(eventIn(nameless({})).id).toBe(eventIn(nameless({})).id);
      expect(eventIn(nameless({}, { date: '2026-04-30' })).id).not.toBe(eventIn(nameless({})).id);
      expect(eventIn(nameless({ supersedes: 'a' })).supersedes).toBeUndefined();
    });

    it.each<[string, unknown]>([
      ['null', end({ effective: null })],
      ['a date that is none', end({}, { date: '2026-02-30' })],
      ['a list', end({ effective: ['2026-03-31'] })],
    ])('is one without a date when that is %s', (_case, input) => {
      expect(eventIn(input)).toMatchObject({ kind: 'left', effective: null, rejected: ['date'] });
    });

    it.each<[string, unknown]>([
      [
        'data.worker.sourceWorkerId must be text',
        canonicalEvent({ data: { kind: 'left' }, worker: { sourceWorkerId: 7 } }),
      ],
      [
        'data.effective.date must be a date that exists, written YYYY-MM-DD',
        end({ phase: 'cancelled' }, { date: 'x' }),
      ],
      ['data.supersedes must be text', end({ phase: 'cancelled', supersedes: 7 })],
      [
        'data.effective must not be null for this kind; give the date from which it applies',
        end({ phase: 'cancelled', effective: null }),
      ],
    ])('is not taken back, and nobody is ended, when %s', (because, input) => {
      expect(decode(input)).toEqual({ kind: 'unintelligible', because });
    });
  });

  it('is described by the published schema', async () => {
    const schema = z.toJSONSchema(lifecycleEventSchema, { io: 'input' });
    const published = { ...schema, title: 'Canonical lifecycle event, version 1' };
    await expect(`${JSON.stringify(published, undefined, 2)}\n`).toMatchFileSnapshot(
      '../../../../docs/schemas/lifecycle-event.v1.json',
    );
  });
});
