import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../../shared/domain/text/canonical-json.ts';

describe('JSON that is one text for one content', () => {
  it.each<[string, unknown, string]>([
    ['text, with what has to be escaped', 'a "b"\n', String.raw`"a \"b\"\n"`],
    ['a number', 1.5, '1.5'],
    ['yes or no', [true, false], '[true,false]'],
    ['nothing', null, 'null'],
    ['what is not there', undefined, 'null'],
    ['a list, in its own order', ['b', 'a', undefined, null], '["b","a",null,null]'],
    ['a list in a list', [[], [1, [2]]], '[[],[1,[2]]]'],
    ['an object, by its keys', { b: 1, a: { d: [], c: 'x' }, 'a-b': null }, '{"a":{"c":"x","d":[]},"a-b":null,"b":1}'],
    ['an object without what is not there', { a: undefined, b: { c: undefined } }, '{"b":{}}'],
  ])('writes %s', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('says what was said, in whatever order it was said', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (said) => {
        const other = Object.fromEntries(Object.entries(said).toReversed());
        expect(canonicalJson(other)).toBe(canonicalJson(said));
        expect(JSON.parse(canonicalJson(said))).toEqual(JSON.parse(JSON.stringify(said)));
      }),
    );
  });
});
