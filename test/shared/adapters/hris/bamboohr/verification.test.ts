import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bamboohrConnection } from '../../../../../shared/adapters/hris/bamboohr/bamboohr.ts';
import { PermanentError } from '../../../../../shared/domain/failure.ts';
import type { Delivery } from '../../../../../shared/ports/hris.ts';
import { BAMBOOHR_KEY, bamboohrDelivery } from '../../../../support/bamboohr.ts';

const hr = bamboohrConnection({ name: 'hr', toleranceSeconds: 10_800, defaultTimeZone: 'UTC' });
const NOW = Date.parse('2026-03-31T22:00:00Z');
const HOUR = 3_600_000;
const verify = (delivery: Delivery, { keys = [BAMBOOHR_KEY], now = NOW } = {}) => hr.verify(delivery, keys, now).kind;
const withHeader = (delivery: Delivery, name: string, value: string | undefined): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, [name]: value },
});

/** The first was caught on the wire in 2022 and published; the second was computed by two other programs. */
const VECTORS = [
  {
    name: 'captured-2022',
    timestamp: '1658248023',
    signature: '56491dd9c2b352bc5f4fc627159aae20ddff9c8cb19f239a6de6771dc5310bac',
    body: '{"employees":[{"changedFields":["First name"],"fields":{"Employee #":{"value":"300"},"First name":{"value":"Tefi"},"Last name":{"value":"Adams"}},"id":"5"}]}',
  },
  {
    name: 'event-based',
    timestamp: '1769884920',
    signature: '91e311af7409086d5c0807d900a94382c07a92b6ca759ebfd8cb077963e41c9f',
    body: '{"type":"employee.updated","timestamp":"2026-01-31T18:42:00+0000","data":{"companyId":"12345","employeeId":"67890","changedFields":["firstName"]}}',
  },
] as const;

describe.each(VECTORS)('the vector $name', ({ timestamp, signature, body }) => {
  const now = Number(timestamp) * 1000;
  const delivery: Delivery = {
    headers: { 'x-bamboohr-timestamp': timestamp, 'x-bamboohr-signature': signature },
    body: Buffer.from(body),
    isAwsSigned: false,
  };

  it('is authentic, also beside an older or newer key', () => {
    expect(verify(delivery, { now })).toBe('authentic');
    expect(verify(delivery, { now, keys: ['a'.repeat(32), BAMBOOHR_KEY, 'b'.repeat(32)] })).toBe('authentic');
  });

  it('is not authentic with another body, time, signature or key', () => {
    const later = String(Number(timestamp) + 1);
    expect([
      verify({ ...delivery, body: Buffer.from(`${body} `) }, { now }),
      verify(withHeader(delivery, 'x-bamboohr-timestamp', later), { now }),
      verify(withHeader(delivery, 'x-bamboohr-signature', signature.replace(/^./, 'f')), { now }),
      verify(delivery, { now, keys: [BAMBOOHR_KEY.toUpperCase()] }),
    ]).toEqual(['unauthentic', 'unauthentic', 'unauthentic', 'unauthentic']);
  });
});

describe('a BambooHR delivery', () => {
  it('is verified over the bytes that came, whatever they say', () => {
    expect(verify(bamboohrDelivery(Uint8Array.from([0xff, 0x00, 0xfe, 0x7b]), { at: NOW }))).toBe('authentic');
  });

  it.each([
    ['three hours old', -3 * HOUR, 'authentic'],
    ['three hours early', 3 * HOUR, 'authentic'],
    ['older', -3 * HOUR - 1_000, 'unauthentic'],
    ['earlier', 3 * HOUR + 1_000, 'unauthentic'],
  ])('that is %s is %s ms away: %s', (_case, offset, kind) => {
    expect(verify(bamboohrDelivery([], { at: NOW + offset }))).toBe(kind);
  });

  it.each(['2026-03-31T22:00:00Z', '2026-03-31T22:00:00+0000', '2026-04-01T00:00:00+02:00'])(
    'may be dated %s, which is signed as it stands',
    (timestamp) => {
      expect(verify(bamboohrDelivery([], { at: NOW, timestamp }))).toBe('authentic');
    },
  );

  it.each(['', 'soon', '1774994400.5', '-1774994400', '1e9', '1774994400000', ' 1774994400', '2026-03-31T22:00:00'])(
    'is not authentic with the time "%s", though it is signed',
    (timestamp) => {
      expect(verify(bamboohrDelivery([], { at: NOW, timestamp }))).toBe('unauthentic');
    },
  );

  it('is not authentic without time or signature, or with half a signature', () => {
    const good = bamboohrDelivery([], { at: NOW });
    const half = good.headers['x-bamboohr-signature']?.slice(0, 32);
    for (const [name, value] of [
      ['x-bamboohr-timestamp', undefined],
      ['x-bamboohr-signature', undefined],
      ['x-bamboohr-signature', half],
      ['x-bamboohr-signature', 'é'.repeat(64)],
    ] as const)
      expect(verify(withHeader(good, name, value))).toBe('unauthentic');
  });

  it('takes none of the schemes that are said to be BambooHR’s and are not', () => {
    const seconds = String(NOW / 1000);
    const mac = (text: string) => createHmac('sha256', BAMBOOHR_KEY).update(text);
    for (const signature of [
      mac('{}').digest('hex'),
      mac(`${seconds}.{}`).digest('hex'),
      mac(`${seconds}{}`).digest('hex'),
      mac(`{}${seconds}`).digest('base64'),
      `sha256=${mac(`{}${seconds}`).digest('hex')}`,
    ])
      expect(verify(withHeader(bamboohrDelivery('{}', { at: NOW }), 'x-bamboohr-signature', signature))).toBe(
        'unauthentic',
      );
  });

  it('is never authentic once any byte of it is another', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (body, at, flip) => {
          const delivery = bamboohrDelivery(body, { at: NOW });
          const changed = Uint8Array.from(body, (byte, index) => (index === at % body.length ? byte ^ flip : byte));
          expect([verify(delivery), verify({ ...delivery, body: changed })]).toEqual(['authentic', 'unauthentic']);
        },
      ),
    );
  });

  it('is our own fault when there is no key, never authentic', () => {
    expect(() => verify(bamboohrDelivery([], { at: NOW }), { keys: [] })).toThrow(PermanentError);
  });
});
