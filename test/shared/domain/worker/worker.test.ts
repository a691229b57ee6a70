import { describe, expect, it } from 'vitest';

import { newWorker, withAddress, withForeign, withRecentEvent } from '../../../../shared/domain/worker/worker.ts';

const newcomer = newWorker('w1', 'salt');
const numbered = (count: number) => Array.from({ length: count }, (_, n) => `${n}`);

describe('a worker seen for the first time', () => {
  it('has a key and a salt, and nothing was ever said or done', () => {
    expect(newWorker('w1', 'salt')).toStrictEqual({
      key: 'w1',
      version: 0,
      engagements: {},
      overrides: [],
      targets: {},
      outbox: [],
      addresses: [],
      recentEvents: [],
      receipts: { next: 0, lastHash: '' },
      salt: 'salt',
    });
  });
});

describe('what a worker remembers', () => {
  it('is the last fifty events, the newest at the end', () => {
    const known = { ...newcomer, version: 3, recentEvents: ['a'] };
    expect(withRecentEvent(known, 'b')).toEqual({ ...known, recentEvents: ['a', 'b'] });
    const many = numbered(60).reduce(withRecentEvent, newcomer);
    expect(many).toEqual({ ...newcomer, recentEvents: numbered(60).slice(10) });
  });

  it('is the last twenty addresses, each once, the one stated last at the end', () => {
    const known = { ...newcomer, version: 3, addresses: ['a@example.com', 'b@example.com'] };
    expect(withAddress(known, 'c@example.com').addresses).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
    expect(withAddress(known, 'a@example.com')).toEqual({ ...known, addresses: ['b@example.com', 'a@example.com'] });
    const many = numbered(30).reduce(withAddress, newcomer);
    expect(many).toEqual({ ...newcomer, addresses: numbered(30).slice(10) });
  });

  it('is the last twenty accounts that answered to the addresses of a leaver, each once, the one seen last at the end', () => {
    expect(withForeign(undefined, ['a'])).toEqual(['a']);
    expect(withForeign(['a', 'b', 'c'], ['d', 'b'])).toEqual(['a', 'c', 'd', 'b']);
    expect(withForeign(numbered(20), ['a', 'b'])).toEqual([...numbered(20).slice(2), 'a', 'b']);
  });
});
