import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { namedWait, waitMs } from '../../../../../shared/adapters/targets/http/named-wait.ts';
import { LONGEST_WAIT_MS } from '../../../../../shared/domain/outcome.ts';

const now = Date.parse('2026-03-02T09:00:00Z');

describe('the wait that a target names', () => {
  it.each([
    ['90', 90_000],
    [' 90 ', 90_000],
    ['1.5', 1_500],
    ['Mon, 02 Mar 2026 09:01:30 GMT', 90_000],
    ['Monday, 02-Mar-26 09:01:30 GMT', 90_000],
    ['Mon Mar  2 09:01:30 2026', 90_000],
    [String(now / 1000 + 90), 90_000],
    [String(now + 90_000), 90_000],
    ['2026-03-02T09:01:30Z', 90_000],
    ['2026-03-02T09:01:30.000Z', 90_000],
    ['2026-03-02T10:01:30+01:00', 90_000],
    ['300', LONGEST_WAIT_MS],
    ['301', LONGEST_WAIT_MS],
    ['86400', LONGEST_WAIT_MS],
    ['999999999', LONGEST_WAIT_MS],
    ['9'.repeat(400), LONGEST_WAIT_MS],
    ['Tue, 03 Mar 2026 09:00:00 GMT', LONGEST_WAIT_MS],
    [String(now / 1000 + 86_400), LONGEST_WAIT_MS],
    [String(now + 86_400_000), LONGEST_WAIT_MS],
    ['0', 1_000],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 1_000],
    [String(now / 1000 - 3_600), 1_000],
    ['-5', undefined],
    ['-86400', undefined],
    ['', undefined],
    ['soon', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['1e9', undefined],
    ['0x10', undefined],
    ['60, 60', undefined],
    ['60;w=60', undefined],
    ['Mon, 99 Foo 2026', undefined],
    ['2026-03-02', undefined],
    ['2026-99-02T09:01:30Z', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (named, ms) => {
    expect(waitMs(named, now)).toBe(ms);
  });

  it('is never below nothing, above the longest, or no number, whatever stands there and whatever the time is', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 4e12 }), (named, at) => {
        const ms = waitMs(named, at);
        expect(ms === undefined || (ms >= 0 && ms <= LONGEST_WAIT_MS)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes out the same, to the second, in each form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (seconds) => {
        const at = now + seconds * 1000;
        const forms = [String(seconds), new Date(at).toUTCString(), String(at / 1000), String(at)];
        expect(forms.map((named) => waitMs(named, now))).toEqual(forms.map(() => seconds * 1000));
      }),
    );
  });

  it('is looked for in Retry-After first, and passes over what cannot be read', () => {
    const of = (headers: Record<string, string>) => namedWait(new Headers(headers));
    expect(of({ 'x-ratelimit-reset': '3', 'ratelimit-reset': '2', 'retry-after': '1' })).toBe('1');
    expect(of({ 'x-ratelimit-reset': '3', 'ratelimit-reset': '2' })).toBe('2');
    expect(of({ 'X-RateLimit-Reset': '3' })).toBe('3');
    expect(of({ 'retry-after': 'later', 'ratelimit-reset': '2' })).toBe('2');
    expect(of({ 'retry-after': '-1' })).toBeUndefined();
    expect(of({})).toBeUndefined();
  });
});
