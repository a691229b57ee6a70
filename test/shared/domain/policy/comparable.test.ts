import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { comparable } from '../../../../shared/domain/policy/comparable.ts';

describe('texts', () => {
  it.each([
    ['R&amp;D', 'R&D'],
    ['R&amp;amp;D', 'R&D'],
    ['Caf&#233;', 'Café'],
    ['Caf&#xE9;', 'café'],
    ['Data\u00a0 Platform', 'data platform'],
    ['Data&nbsp;Platform', 'Data Platform'],
    ['  Data\tPlatform\n', 'Data Platform'],
    ['Ｄａｔａ', 'Data'],
    ['Finance\u3000Team', 'Finance Team'],
    ['Cafe\u0301', 'Café'],
    ['ﬁnance', 'Finance'],
    ['Data\u200bPlatform', 'DataPlatform'],
    ['O&apos;Brien &lt;EMEA&gt;', "o'brien <emea>"],
    ['&#x10ffff;', '\u{10ffff}'],
  ])('%j and %j are one', (one, other) => {
    expect(comparable(one)).toBe(comparable(other));
  });

  it.each([
    ['Strasse', 'Straße'],
    ['Zurich', 'Zürich'],
    ['R and D', 'R&D'],
    ['Data Platform', 'DataPlatform'],
    ['&unknown;', ''],
    ['&#1114112;', ''],
  ])('%j and %j are two', (one, other) => {
    expect(comparable(one)).not.toBe(comparable(other));
  });

  it('are compared the same once they were made comparable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[&#;ax&lt amp]{0,12}$/)), (text) => {
        expect(comparable(comparable(text))).toBe(comparable(text));
      }),
    );
  });
});
