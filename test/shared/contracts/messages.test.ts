import { describe, expect, it } from 'vitest';

import {
  assertOwnGroup,
  decodeMessage,
  encodeMessage,
  groupOf,
  type Message,
} from '../../../shared/contracts/messages.ts';
import { PermanentError } from '../../../shared/domain/failure.ts';
import { lifecycleEvent } from '../../support/events.ts';

const about: Message = { kind: 'event', event: lifecycleEvent(1, 'joined'), delivery: 'd1' };
const again: Message = { kind: 'reconcile', workerKey: 'w1' };

describe('a message of the lifecycle queue', () => {
  it.each<[string, Message]>([
    ['an event', about],
    [
      'an event with everything in it',
      {
        ...about,
        event: lifecycleEvent(2, 'left', {
          attributes: { workEmail: 'ada@example.com', costCenter: null },
          supersedes: 'evt_1',
          effective: { date: '2026-03-01', boundary: 'instant', timeZone: 'UTC', instant: 5, immediate: true },
        }),
      },
    ],
    [
      'an event with its receipt and what it said',
      { ...about, event: lifecycleEvent(2, 'moved', { receivedAt: 5, content: 'c0ffee' }) },
    ],
    ['an undated event', { ...about, event: lifecycleEvent(3, 'observed', { effective: null }) }],
    [
      'an ending without a date',
      { ...about, event: lifecycleEvent(4, 'left', { effective: null, rejected: ['date'] }) },
    ],
    [
      'an event in a zone that nobody stated',
      {
        ...about,
        event: lifecycleEvent(5, 'joined', {
          effective: {
            date: '2026-03-01',
            boundary: 'start_of_day',
            timeZone: 'Asia/Tokyo',
            zoneAssumed: true,
            immediate: false,
          },
          rejected: ['timeZone', 'jobTitle'],
        }),
      },
    ],
    ['a reconcile', again],
  ])('comes back as it went: %s', (_case, message) => {
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
  });

  it('is ASCII, whatever HR wrote', () => {
    const displayName = '\u0000\u0007Zoë\ufffe\uffff\ud800 😀';
    const message: Message = { ...about, event: lifecycleEvent(1, 'joined', { attributes: { displayName } }) };
    const body = encodeMessage(message);
    expect(body).toMatch(/^[\x20-\x7e]*$/);
    expect(decodeMessage(body)).toEqual(message);
  });

  it('may hold more than this version knows', () => {
    const [event, more] = [lifecycleEvent(1, 'joined', { attributes: { division: 'North' } }), { pronouns: 'they' }];
    const newer = { ...event, mood: 'fine', attributes: { ...event.attributes, ...more } };
    expect(decodeMessage(JSON.stringify({ kind: 'event', schema: 1, event: newer, delivery: 'd1', more }))).toEqual({
      kind: 'event',
      event,
      delivery: 'd1',
    });
  });

  it('carries its schema', () => {
    expect(JSON.parse(encodeMessage(again))).toEqual({ schema: 1, kind: 'reconcile', workerKey: 'w1' });
  });

  it('belongs to the group of its source key or worker, and is refused in another', () => {
    expect([groupOf(about), groupOf(again)]).toEqual(['hr:1', 'w1']);
    expect(() => assertOwnGroup(about, 'hr:1')).not.toThrow();
    expect(() => assertOwnGroup(about, 'hr:2')).toThrow(PermanentError);
    expect(() => assertOwnGroup(again, undefined)).toThrow('is in a different group than the one it names');
  });

  it('is of a schema that no reader takes for something else: an ending without a date is no nothing', () => {
    const undated: Message = { ...about, event: lifecycleEvent(4, 'left', { effective: null }) };
    expect(JSON.parse(encodeMessage(undated))).toMatchObject({ schema: 2 });
    expect(JSON.parse(encodeMessage(about))).toMatchObject({ schema: 1 });
  });

  describe('about an ending', () => {
    const ending = (more: object) =>
      decodeMessage(
        JSON.stringify({ kind: 'event', schema: 1, delivery: 'd', event: { ...lifecycleEvent(6, 'left'), ...more } }),
      );

    it.each<[string, object, object]>([
      [
        'an attribute',
        { attributes: { jobTitle: 7, department: 'Data' } },
        { attributes: { department: 'Data' }, rejected: ['jobTitle'] },
      ],
      ['every attribute', { attributes: ['Data'] }, { attributes: {}, rejected: ['other'] }],
      ['what it replaces', { supersedes: { id: 'a' } }, { supersedes: undefined, rejected: ['supersedes'] }],
      ['its date', { effective: { date: '2026-02-30' } }, { effective: null, rejected: ['date'] }],
      [
        'its zone',
        { effective: { ...lifecycleEvent(6, 'left').effective, timeZone: 'Mars/Base' } },
        { effective: null, rejected: ['date'] },
      ],
      ['what was left out', { rejected: ['jobTitle', 'ada@example.com', 7] }, { rejected: ['jobTitle', 'other'] }],
    ])('is not given up for %s', (_case, more, kept) => {
      expect(ending(more)).toMatchObject({ kind: 'event', event: { kind: 'left', ...kept } });
    });

    it.each(['id', 'connection', 'sourceKey', 'order', 'occurredAt'])('needs its %s', (field) => {
      expect(() => ending({ [field]: null })).toThrow(PermanentError);
    });
  });

  const event = lifecycleEvent(1, 'joined');
  it.each([
    ['message.kind must be event or reconcile', 'ada@example.com'],
    ['message.kind must be event or reconcile', JSON.stringify({ kind: 'ada@example.com', schema: 1 })],
    [
      'message.schema must be 1 or 2; deploy the version that wrote it',
      JSON.stringify({ kind: 'reconcile', schema: 3, workerKey: 'w1' }),
    ],
    ['message.workerKey must not be empty', JSON.stringify({ kind: 'reconcile', schema: 1, workerKey: '' })],
    ['message.delivery must be text', JSON.stringify({ kind: 'event', schema: 1, event })],
    [
      'message.event.attributes.workEmail must be text',
      JSON.stringify({ kind: 'event', schema: 1, event: { ...event, attributes: { workEmail: 1 } }, delivery: 'd' }),
    ],
    [
      'message.event.effective must have a date that exists and an IANA time zone',
      encodeMessage({ ...about, event: lifecycleEvent(1, 'moved', { date: '2026-02-30' }) }),
    ],
  ])('is refused for good, naming the field and quoting nothing: %s', (because, body) => {
    expect(() => decodeMessage(body)).toThrow(new PermanentError(because));
  });
});
