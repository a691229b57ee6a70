import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { matchesGlob } from '../../../../shared/domain/policy/glob.ts';

/** The definition itself, in exponential time. */
function matches(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return matches(rest, text) || (text.length > 0 && matches(pattern, text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && matches(rest, text.slice(1));
}

describe('a glob', () => {
  it.each([
    ['*engineer*', 'Senior Data Engineer II', true],
    ['*engineer', 'Senior Data Engineer II', false],
    ['svc-*', 'SVC-backup', true],
    ['svc-*', 'my-svc-backup', false],
    ['l?', 'L5', true],
    ['l?', 'L', false],
    ['l?', 'L10', false],
    ['?', '😀', true],
    ['caf?', 'cafe\u0301', true],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['a.c', 'abc', false],
    ['[ab](c)+$', '[ab](c)+$', true],
    ['[ab]', 'a', false],
    ['**a**', 'banana', true],
  ])('%j and %j: %j', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });

  it('means what the definition says', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (pattern, text) => {
        expect(matchesGlob(pattern, text)).toBe(matches(Array.from(pattern), Array.from(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no exponential time, whatever the pattern', () => {
    // a matcher that tried every split would never come to the next line
    expect(matchesGlob(`${'a*'.repeat(200)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
