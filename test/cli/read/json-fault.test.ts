import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonFault } from '../../../cli/read/json-fault.ts';
import { notJson } from '../../../cli/read/not-json.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the first fault of a text that is no JSON', () => {
  it('is there exactly where the parser of the language finds one, in whatever is cut, doubled or changed', () => {
    const json = fc.json({ maxDepth: 4 });
    const spoilt = fc
      .tuple(
        json,
        fc.nat(),
        fc.constantFrom('', ',', '"', '\\', '}', ']', ':', '0', '\n', '{', 'true', '-', '.', '\u0001', '\u0085'),
      )
      .map(([text, place, put]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + (place % 2));
      });
    fc.assert(
      fc.property(fc.oneof(json, spoilt, fc.string()), (text) => {
        expect(jsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is where an escape begins that is cut', () => {
    expect(jsonFault('"\\u12')?.at).toBe(1);
  });

  it('is never before what can still become JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3, stringUnit: 'binary' }), fc.nat(), (text, place) => {
        const at = place % text.length;
        const cut = text.slice(0, at);
        // a number, a word or an escape that is cut is another one, or none, from its own beginning
        expect(jsonFault(cut)?.at ?? at).toBeGreaterThanOrEqual(cut.search(/\\?[-\w.+]*$/));
      }),
    );
  });

  it.each([
    ['{\n  "id": "1",\n  "kind": left\n}', 'event.json:3:11: not JSON: there is "l" where a value is expected'],
    ['{"a": 1 "b": 2}', 'event.json:1:9: not JSON: there is "\\"" where a comma or } is expected'],
    ['{"a": 1,}', 'event.json:1:9: not JSON: there is "}" where a name in double quotes is expected'],
    ['[1, 2', 'event.json:1:6: not JSON: the file ends where a comma or ] is expected'],
    ["{'a': 1}", 'event.json:1:2: not JSON: there is "\'" where a name in double quotes or } is expected'],
    [
      '{"a": "ü\n"}',
      'event.json:1:9: not JSON: there is "\\n" where the double quote that closes the text is expected',
    ],
    ['{"𠮷": "\\x"}', 'event.json:1:8: not JSON: there is "\\\\" where an escape that JSON knows is expected'],
    ['{} {}', 'event.json:1:4: not JSON: there is "{" where nothing more is expected'],
    ['', 'event.json:1:1: not JSON: the file ends where a value is expected'],
    ['\r\n\r\n{"a" 1}', 'event.json:3:6: not JSON: there is "1" where a colon is expected'],
  ])('is told with its line and column: %j', (text, told) => {
    expect(notJson('event.json', Buffer.from(text))).toBe(told);
  });

  it('is no fault of a deep one', () => {
    expect(jsonFault('['.repeat(200_000) + ']'.repeat(200_000))).toBeUndefined();
  });
});
