import { describe, expect, it } from 'vitest';

import { canonicalConnection } from '../../../../../shared/adapters/hris/canonical/canonical.ts';
import { eventId } from '../../../../../shared/domain/event/source-key.ts';
import { canonicalEvent } from '../../../../support/canonical.ts';
import { receiptAt } from '../../../../support/receipt.ts';

const events = canonicalConnection({ name: 'events', defaultTimeZone: 'UTC' });
const NOW = Date.parse('2026-03-12T09:15:22Z');
const normalised = (body: unknown) => events.normalise(delivery(body), receiptAt(NOW));
const delivery = (body: unknown, isAwsSigned = true) => ({
  headers: {},
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  isAwsSigned,
});

describe('a canonical connection', () => {
  it('relies on the gateway alone for who sent it', () => {
    expect(events.verify(delivery({}), [], 0)).toEqual({ kind: 'authentic' });
    expect(events.verify(delivery({}, false), [], 0)).toMatchObject({ kind: 'unauthentic' });
  });

  it('takes one event, known by its source and id', () => {
    expect(normalised(canonicalEvent()).events).toMatchObject([
      { id: eventId('events', 'urn:example:hr|8d0c', 0), sourceKey: 'events:67890' },
    ]);
  });

  it('takes a batch of at most 100, in order', () => {
    const batch = Array.from({ length: 100 }, (_, index) => canonicalEvent({ id: `e${index}` }));
    expect(normalised(batch).events.map(({ id }) => id)).toEqual(
      batch.map(({ id, source }) => eventId('events', `${source}|${id}`, 0)),
    );
    expect(normalised([...batch, canonicalEvent()])).toEqual({
      events: [],
      rejected: [],
      unknown: [],
      unintelligible: ['a batch holds at most 100 events; send it in parts'],
    });
  });

  it('gives an event the same id alone and in any batch', () => {
    const alone = normalised(canonicalEvent({ id: 'b' })).events[0];
    const second = normalised([canonicalEvent({ id: 'a' }), canonicalEvent({ id: 'b' })]).events[1];
    expect(second).toEqual({ ...alone, order: second?.order });
  });

  it('keeps what it understands of a batch, and names the places of the rest', () => {
    const { events: understood, ...rest } = normalised([
      canonicalEvent({ id: '' }),
      canonicalEvent(),
      canonicalEvent({ data: { phase: 'rumoured' } }),
      'a text',
    ]);
    expect(understood).toHaveLength(1);
    expect(rest).toEqual({
      rejected: [],
      unknown: [expect.stringContaining('[2]: data.phase')],
      unintelligible: ['[0]: id must not be empty', '[3]: the event must be an object'],
    });
  });

  it.each([
    ['an id of the same source', 'a'],
    ['a source and an id', 'urn:example:hr|a'],
  ])('lets an event supersede another by %s', (_case, supersedes) => {
    const [first, second] = normalised([
      canonicalEvent({ id: 'a' }),
      canonicalEvent({ id: 'b', data: { supersedes } }),
    ]).events;
    expect(second?.supersedes).toBe(first?.id);
  });

  it.each(['not json', ''])('understands nothing of the body "%s"', (body) => {
    expect(normalised(body).unintelligible).toEqual(['the body is not JSON in UTF-8']);
  });

  it('is the same delivery when its bytes are the same', () => {
    const digestOf = (body: string) => events.digest(delivery(body));
    expect(digestOf('{"a":1}')).toBe(digestOf('{"a":1}'));
    expect(digestOf('{"a":1}')).not.toBe(digestOf('{"a": 1}'));
    const elsewhere = canonicalConnection({ name: 'other', defaultTimeZone: 'UTC' });
    expect(elsewhere.digest(delivery('{}'))).not.toBe(digestOf('{}'));
  });
});
