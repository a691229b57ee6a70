import { describe, expect, it } from 'vitest';

import {
  connectionOf,
  contentDigest,
  eventId,
  idBeside,
  separatedKey,
  sourceKey,
} from '../../../../shared/domain/event/source-key.ts';

describe('the key under which HR speaks of a worker', () => {
  it.each(['67890', 'W-1', 'a.b_c-D', 'x'.repeat(64)])('has the id %s as HR writes it', (id) => {
    expect(sourceKey('hr', id)).toBe(`hr:${id}`);
  });

  it.each([
    ['no character', ''],
    ['more than 64 characters', 'x'.repeat(65)],
    ['a colon before plain ones', ':67890'],
    ['a space after plain ones', '67890 '],
    ['an umlaut', 'Jürgen'],
    ['only other characters', '#/#'],
  ])('has the hash of an id with %s', (_, id) => {
    expect(sourceKey('hr', id)).toMatch(/^hr:sha256-[0-9a-f]{64}$/);
  });

  it('distinguishes two ids, and two connections', () => {
    const keys = [sourceKey('hr', 'Ada L'), sourceKey('hr', 'Bea T'), sourceKey('payroll', 'Ada L')];
    expect(new Set(keys)).toHaveLength(3);
  });

  it.each(['hr', 'payroll-de', 'a:b'])('says that it is of the connection %s', (connection) => {
    expect(connectionOf(sourceKey(connection, '67890'))).toBe(connection);
    expect(connectionOf(sourceKey(connection, 'Ada L'))).toBe(connection);
  });
});

// the ledger holds names that were made before: one that is made otherwise is not found again
describe('a name that the ledger keeps', () => {
  it.each([
    [
      'of a source key with an id that is no plain one',
      () => sourceKey('hr', 'Ada L'),
      'hr:sha256-7d981b26171c885ab4d70bb1bb4530a01644f607fd39dd7112411404eb711431',
    ],
    ['of an event', () => eventId('hr', 'msg-1', 0), 'evt_b4ca4337ec3232f3e483413b3d2e1becae2cd310'],
    ['of a worker who was separated', () => separatedKey('w1', 'hr:1'), 'fed281b1-8f78-bf7d-9bd1-24bb2782772b'],
    ['of what was said', () => contentDigest({ a: 1, b: { c: 2 } }), '007f2c1c104514608c3cdf42ec59d710d0888592'],
    [
      'of an event that came under the id of another one',
      () => idBeside('evt_1', 'c1'),
      'evt_bdb8ba3d2d833ce3b196d9a59f1f0bc6cf8b80b5',
    ],
  ])('%s stays the same', (_, nameOf, kept) => {
    expect(nameOf()).toBe(kept);
  });

  it('of an event is another one for another connection, delivery or place in the delivery', () => {
    const ids = [
      eventId('hr', 'msg-1', 0),
      eventId('pay', 'msg-1', 0),
      eventId('hr', 'msg-2', 0),
      eventId('hr', 'msg-1', 1),
    ];
    expect(new Set(ids)).toHaveLength(4);
  });

  it('of a worker who was separated is another one for another worker or source key', () => {
    const keys = [separatedKey('w1', 'hr:1'), separatedKey('w2', 'hr:1'), separatedKey('w1', 'hr:2')];
    expect(new Set(keys)).toHaveLength(3);
  });

  it('of what was said does not depend on the order of its fields', () => {
    expect(contentDigest({ b: { c: 2 }, a: 1 })).toBe(contentDigest({ a: 1, b: { c: 2 } }));
    expect(contentDigest({ a: 2, b: { c: 2 } })).not.toBe(contentDigest({ a: 1, b: { c: 2 } }));
  });
});
