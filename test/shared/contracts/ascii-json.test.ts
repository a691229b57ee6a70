import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asciiJson, asciiOnly } from '../../../shared/contracts/ascii-json.ts';

const ASCII = /^[\x20-\x7e]*$/;

describe('JSON in ASCII', () => {
  it.each([
    ['an emoji', '😊'],
    ['an emoji of several characters', '👩‍👩‍👧‍👦🏳️‍🌈'],
    ['a rare kanji', '𠮷野 花子'],
    ['a common kanji', '小林'],
    ['Cyrillic and accents', 'Ж José Zoë'],
    ['half a character', '\ud83d and \ude0a'],
    ['what is no character', '\ufffe\uffff'],
    ['control characters', '\u0000\u0007\u007f\u0085\u2028'],
    ['quotes and backslashes', '"\\u0041\\'],
  ])('holds %s and reads back the same', (_case, text) => {
    const json = asciiJson({ [text]: [text] });
    expect(json).toMatch(ASCII);
    expect(JSON.parse(json)).toEqual({ [text]: [text] });
  });

  it('reads back the same whatever stands in it', () => {
    const anything = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
    fc.assert(
      fc.property(anything, (value) => {
        const json = asciiJson(value);
        expect(json).toMatch(ASCII);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(asciiOnly(json)).toBe(json);
      }),
    );
  });
});
