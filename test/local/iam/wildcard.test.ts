import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { matchesWildcard } from '../../../local/iam/wildcard.ts';

/** The same by the book, in time that nobody would wait for with a malicious pattern. */
const reference = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\/-]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );

const alphabet = fc.constantFrom('a', 'B', ':', '/', '.', '*', '?', '-', '(', '\n');
const words = fc.array(alphabet, { maxLength: 8 }).map((parts) => parts.join(''));

describe('a wildcard pattern', () => {
  it('matches what a regular expression matches', () => {
    fc.assert(
      fc.property(words, words, (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(reference(pattern).test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('matches every text that it was made from', () => {
    fc.assert(
      fc.property(
        words,
        fc.array(fc.constantFrom('keep', 'one', 'any'), { minLength: 8, maxLength: 8 }),
        (text, hides) => {
          const pattern = Array.from(text, (char, index) => {
            if (hides[index] === 'any') return '*';
            return hides[index] === 'one' ? '?' : char;
          }).join('');
          expect(matchesWildcard(pattern, text)).toBe(true);
        },
      ),
    );
  });

  it('needs no exponential time', () => {
    expect(matchesWildcard('*a'.repeat(60), 'a'.repeat(5_000).concat('b'))).toBe(false);
  });
});
