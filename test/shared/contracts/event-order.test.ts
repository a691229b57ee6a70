import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeLifecycleEvent, type Origin } from '../../../shared/contracts/event/lifecycle-event.ts';
import { canonicalEvent } from '../../support/canonical.ts';
import { receiptAt } from '../../support/receipt.ts';

const NOW = Date.parse('2026-03-12T10:00:00Z');
const HOUR_MS = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

const origin: Origin = {
  connection: 'hr',
  defaultTimeZone: 'UTC',
  receipt: receiptAt(NOW),
  place: 0,
  vendorEventId: (_source, id) => id,
  supersededEventId: (_source, supersedes) => supersedes,
};

type Sent = Parameters<typeof canonicalEvent>[0];

function decode(sent: Sent, more: Partial<Origin> = {}) {
  const decoded = decodeLifecycleEvent(canonicalEvent(sent), { ...origin, ...more });
  if (decoded.kind !== 'event') throw new Error(`${decoded.kind}: ${decoded.because}`);
  return decoded.event;
}

/** What of two events of a worker is the newer one. */
const isNewer = (one: { readonly order: string }, other: { readonly order: string }) => one.order > other.order;

const left = { data: { kind: 'left' } };

describe('the order of events by their time', () => {
  it.each([
    ['a second', '2001-09-09T01:46:39Z', '2001-09-09T01:46:40Z'],
    ['a millisecond', '2001-09-09T01:46:39.999Z', '2001-09-09T01:46:40Z'],
    ['a microsecond', '2026-03-12T09:15:21.000001Z', '2026-03-12T09:15:21.000002Z'],
    ['less than a microsecond', '2026-03-12T09:15:21.123456Z', '2026-03-12T09:15:21.1234561Z'],
    ['a microsecond after a whole second', '2026-03-12T09:15:21Z', '2026-03-12T09:15:21.000001Z'],
    ['the offset of a zone', '2026-03-12T09:15:21+02:00', '2026-03-12T07:15:22Z'],
  ])('tells %s apart, however they are received', (_what, earlier, later) => {
    const first = decode({ time: later }, { receipt: receiptAt(NOW) });
    const second = decode({ time: earlier }, { receipt: receiptAt(NOW + 1) });
    expect(isNewer(first, second)).toBe(true);
  });

  it.each([
    ['at another millisecond', { receipt: receiptAt(NOW + 1) }],
    ['after it in one millisecond', { receipt: receiptAt(NOW, 1) }],
    ['after it in one delivery', { place: 1 }],
  ])('at one time is that of receipt: %s', (_how, later) => {
    for (const id of ['a', 'b', 'c', 'd'])
      for (const time of ['2026-03-12T09:15:21Z', '2026-03-12T09:15:21.000Z', '2026-03-12T10:15:21.000000+01:00'])
        expect(isNewer(decode({ id, time }, later), decode({ id: 'b' }))).toBe(true);
  });

  it('asks no id and no content', () => {
    const { order } = decode({});
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,20}$/), fc.stringMatching(/^[a-z]{1,20}$/), (id, department) => {
        expect(decode({ id, worker: { department } }).order).toBe(order);
      }),
    );
  });

  it('puts what an older version recorded at that time, by a hash, before what has a receipt', () => {
    const { order } = decode({});
    expect(order > `${order.slice(0, 16)} evt_ffffffffffffffffffffffffffffffffffffffff`).toBe(true);
  });
});

describe('a time ahead of receipt', () => {
  it.each([left, {}])('by more than a day counts as the time of receipt, and is told: %j', (sent) => {
    const event = decode({ ...sent, time: iso(NOW + 24 * HOUR_MS + 1) });
    expect(event).toMatchObject({ occurredAt: NOW, rejected: ['time'] });
    expect(isNewer(decode({ time: iso(NOW + 1) }), event)).toBe(true);
    expect(isNewer(event, decode({ time: iso(NOW - 1) }))).toBe(true);
  });

  it.each(['2026-03-13T10:00:00Z', '2026-03-13T10:00:00.000999Z', '2026-03-13T12:00:00+02:00'])(
    'by a day at most is believed: %s',
    (time) => {
      expect(decode({ time })).not.toHaveProperty('rejected');
      expect(decode({ time }).occurredAt).toBe(NOW + 24 * HOUR_MS);
    },
  );

  it('ends access that is to end at once when it is received, and not then', () => {
    const effective = { immediate: true, date: undefined };
    const event = decode({ data: { kind: 'left', effective }, time: '2031-01-01T00:00:00Z' });
    expect(event).toMatchObject({ occurredAt: NOW, effective: { date: '2026-03-12', immediate: true } });
  });

  it('that is no time is none', () => {
    const decoded = decodeLifecycleEvent(canonicalEvent({ time: '2999' }), origin);
    expect(decoded).toMatchObject({ kind: 'unintelligible', because: expect.stringContaining('time must be') });
  });
});

describe('a connection that always sends a sequence', () => {
  const sequenced = { sequence: 'always' } as const;

  it('sorts by it, whatever the times and the receipts say', () => {
    const numbers = fc
      .tuple(fc.bigInt(0n, 10n ** 32n - 1n), fc.bigInt(0n, 10n ** 32n - 1n))
      .filter(([a, b]) => a !== b);
    const times = fc.tuple(fc.nat(HOUR_MS), fc.nat(HOUR_MS));
    fc.assert(
      fc.property(numbers, times, times, fc.boolean(), ([a, b], [at, bt], [ar, br], hasZeros) => {
        const of = (sequence: bigint, time: number, received: number) =>
          decode(
            { sequence: hasZeros ? String(sequence).padStart(40, '0') : String(sequence), time: iso(NOW - time) },
            { ...sequenced, receipt: receiptAt(NOW + received) },
          );
        expect(isNewer(of(a, at, ar), of(b, bt, br))).toBe(a > b);
      }),
    );
  });

  it('takes a number for its digits', () => {
    expect(decode({ sequence: 31 }, sequenced).order).toBe(decode({ sequence: '0031' }, sequenced).order);
  });

  it('is newer than all that was said before it declared that', () => {
    expect(isNewer(decode({ sequence: 0 }, sequenced), decode({ time: iso(NOW) }))).toBe(true);
  });

  it.each([undefined, null, '', 'abc', '-1', '1.5', -1, 1.5, 2 ** 53, '1'.repeat(33), [[1]]])(
    'is not understood without a usable one, but for an ending, which is the newest: %j',
    (sequence) => {
      expect(decodeLifecycleEvent(canonicalEvent({ sequence }), { ...origin, ...sequenced })).toEqual({
        kind: 'unintelligible',
        because: 'sequence must be a whole number of at most 32 digits, which this connection always sends',
      });
      const ending = decode({ ...left, sequence }, sequenced);
      expect(ending.rejected).toEqual(['sequence']);
      expect(isNewer(ending, decode({ sequence: '9'.repeat(32) }, sequenced))).toBe(true);
    },
  );

  it('that declares nothing may send whatever it likes there', () => {
    expect(decode({ sequence: [[1]] })).toEqual(decode({}));
  });
});
