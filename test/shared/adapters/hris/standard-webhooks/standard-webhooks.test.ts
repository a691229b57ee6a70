import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { standardWebhooksConnection } from '../../../../../shared/adapters/hris/standard-webhooks/standard-webhooks.ts';
import { eventId } from '../../../../../shared/domain/event/source-key.ts';
import { PermanentError } from '../../../../../shared/domain/failure.ts';
import type { Delivery } from '../../../../../shared/ports/hris.ts';
import { canonicalEvent } from '../../../../support/canonical.ts';
import { receiptAt } from '../../../../support/receipt.ts';
import { signedHeaders, WEBHOOK_KEY } from '../../../../support/standard-webhooks.ts';

const hr = standardWebhooksConnection({ name: 'hr', toleranceSeconds: 300, defaultTimeZone: 'UTC' });
const NOW = Date.parse('2026-03-31T22:00:00Z');

const delivery = (body: string | Uint8Array, headers: Delivery['headers']): Delivery => ({
  body: typeof body === 'string' ? Buffer.from(body) : body,
  headers,
  isAwsSigned: false,
});
const verify = (headers: Delivery['headers'], { body = '{}', keys = [WEBHOOK_KEY], now = NOW } = {}) =>
  hr.verify(delivery(body, headers), keys, now);

/** The project's own vectors, and the official library's: recomputed by two other programs. */
const VECTORS = [
  {
    name: 'standard-webhooks-v1',
    key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    body: '{"test": 2432232314}',
  },
  {
    name: 'standard-webhooks-v1a',
    key: 'whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
    headers: {
      'webhook-id': 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
      'webhook-timestamp': '1774994400',
      'webhook-signature':
        'v1a,+esGVjUTRBbaOZq5DFXh0eozsESPNIwYZBrirzwY+QFyzfuZQEYtf3L2sZxUNulgz37DxphH/ezrpSuRKejUBA==',
    },
    body: '{"type":"worker.left.v1","timestamp":"2026-03-31T22:00:00Z","data":{"id":"w_1"}}',
  },
  {
    name: 'standard-webhooks-rotation',
    key: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    headers: {
      'webhook-id': 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
      'webhook-timestamp': '1774994400',
      'webhook-signature':
        'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v1,gQ75io6L4cGCqdvWYvtFFI0d3l/vBEA15XhObF2vJNo=',
    },
    body: '{"type":"worker.left.v1","timestamp":"2026-03-31T22:00:00Z","data":{"id":"w_1"}}',
  },
] as const;

describe.each(VECTORS)('the vector $name', ({ key, headers, body }) => {
  const now = Number(headers['webhook-timestamp']) * 1000;

  it('is authentic, also beside keys that are older or newer', () => {
    const others = [`whsec_${randomBytes(32).toString('base64')}`, `whpk_${randomBytes(32).toString('base64')}`];
    expect(verify(headers, { body, keys: [key], now })).toEqual({ kind: 'authentic' });
    expect(verify(headers, { body, keys: [others[0]!, key, others[1]!], now })).toEqual({ kind: 'authentic' });
  });

  it.each([
    ['body', headers, `${body} `],
    ['id', { ...headers, 'webhook-id': 'msg_other' }, body],
    ['time', { ...headers, 'webhook-timestamp': String(now / 1000 + 1) }, body],
    [
      'signature',
      { ...headers, 'webhook-signature': headers['webhook-signature'].replaceAll(/.{6}=/g, 'AAAAAA=') },
      body,
    ],
  ])('is not authentic with another %s', (_what, changed, sent) => {
    expect(verify(changed, { body: sent, keys: [key], now })).toMatchObject({ kind: 'unauthentic' });
  });
});

describe('a Standard Webhooks delivery', () => {
  const headers = signedHeaders('{}', { at: NOW });

  it('is verified over the bytes that came, whatever they say', () => {
    const bytes = Uint8Array.from([0xff, 0x00, 0xfe, 0x7b]);
    const signed = signedHeaders(bytes, { at: NOW });
    expect(hr.verify(delivery(bytes, signed), [WEBHOOK_KEY], NOW)).toEqual({ kind: 'authentic' });
  });

  it.each([
    ['five minutes old', -300_000, 'authentic'],
    ['five minutes early', 300_000, 'authentic'],
    ['older', -301_000, 'unauthentic'],
    ['earlier', 301_000, 'unauthentic'],
  ])('may be %s: %s ms', (_case, offset, kind) => {
    expect(verify(signedHeaders('{}', { at: NOW + offset }))).toMatchObject({ kind });
  });

  it.each(['', 'soon', '1774994400.5', '-1774994400', '+1774994400', '1e9', '1774994400000', ' 1774994400'])(
    'is not authentic with the time "%s", though it is signed',
    (timestamp) => {
      const mac = createHmac('sha256', Buffer.from(WEBHOOK_KEY.slice(6), 'base64'));
      const signature = mac.update(`msg_1.${timestamp}.{}`).digest('base64');
      expect(
        verify({
          'webhook-id': 'msg_1',
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        }),
      ).toMatchObject({ kind: 'unauthentic' });
    },
  );

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is not authentic without %s', (name) => {
    expect(verify({ ...headers, [name]: undefined })).toMatchObject({ kind: 'unauthentic' });
  });

  it('is not authentic with an id in which a dot could stand for the one before the time', () => {
    expect(verify(signedHeaders('{}', { at: NOW, id: 'msg_1.5' }))).toMatchObject({ kind: 'unauthentic' });
  });

  it.each(['v1,', 'v1', ',', 'v2,AAAA', 'v1,!!!!', 'v1a,AAAA', `v1a,${'A'.repeat(86)}==`, ' '.repeat(40)])(
    'is not authentic with the signature "%s", and nothing breaks',
    (signature) => {
      const keys = [WEBHOOK_KEY, `whpk_${randomBytes(32).toString('base64')}`];
      expect(verify({ ...headers, 'webhook-signature': signature }, { keys })).toMatchObject({ kind: 'unauthentic' });
    },
  );

  it('takes no signature of one kind for a key of the other', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const signed = Buffer.from(`msg_1.${headers['webhook-timestamp']}.{}`);
    const forged = createHmac('sha256', raw).update(signed).digest('base64');
    const real = sign(null, signed, privateKey).toString('base64');
    const keys = [`whpk_${raw.toString('base64')}`];
    const verdict = (signature: string) => verify({ ...headers, 'webhook-signature': signature }, { keys }).kind;
    expect([verdict(`v1,${forged}`), verdict(`v1,${real}`), verdict(`v1a,${real}`)]).toEqual([
      'unauthentic',
      'unauthentic',
      'authentic',
    ]);
  });

  it('is our own fault when there is no key, never authentic', () => {
    expect(() => verify(headers, { keys: [] })).toThrow(PermanentError);
  });

  it('is one canonical event, known by its webhook-id', () => {
    const { events, unknown, unintelligible } = hr.normalise(
      delivery(JSON.stringify(canonicalEvent({ data: { supersedes: 'msg_0' } })), headers),
      receiptAt(NOW),
    );
    expect(events.map(({ id, supersedes }) => ({ id, supersedes }))).toEqual([
      { id: eventId('hr', 'msg_1', 0), supersedes: eventId('hr', 'msg_0', 0) },
    ]);
    expect([unknown, unintelligible]).toEqual([[], []]);
  });

  it.each([
    ['not JSON', 'ada@example.com', 'the body is not JSON in UTF-8'],
    ['not UTF-8', Uint8Array.from([0x22, 0xff, 0x22]), 'the body is not JSON in UTF-8'],
    ['a list', '[]', 'the event must be an object'],
  ])('is unintelligible when it is %s', (_case, body, because) => {
    expect(hr.normalise(delivery(body, headers), receiptAt(NOW))).toEqual({
      events: [],
      rejected: [],
      unknown: [],
      unintelligible: [because],
    });
  });

  it('tells an event of a kind it does not know', () => {
    const { events, unknown } = hr.normalise(
      delivery(JSON.stringify(canonicalEvent({ data: { kind: 'sabbatical' } })), headers),
      receiptAt(NOW),
    );
    expect([events, unknown.length]).toEqual([[], 1]);
  });

  it('is the same delivery when it is sent again later', () => {
    const later = signedHeaders('{}', { at: NOW + 60_000 });
    const other = signedHeaders('{}', { at: NOW, id: 'msg_2' });
    expect(hr.digest(delivery('{}', later))).toBe(hr.digest(delivery('{}', headers)));
    expect(hr.digest(delivery('{}', other))).not.toBe(hr.digest(delivery('{}', headers)));
  });
});
