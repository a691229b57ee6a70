/** Where a text stops being JSON, and what is expected there. */
export interface JsonFault {
  /** Index of the first character that does not belong there; the length of the text where it ends too early. */
  readonly at: number;
  readonly expected: string;
}

type Expecting = 'value' | 'value or ]' | 'name or }' | 'name' | 'colon' | 'comma or end' | 'nothing';

const EXPECTED: Readonly<Record<Exclude<Expecting, 'comma or end'>, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  'name or }': 'a name in double quotes or }',
  name: 'a name in double quotes',
  colon: 'a colon',
  nothing: 'nothing more',
};

const BLANKS = /[ \t\n\r]*/y;
/** Up to the quote that closes it: no control characters, and the escapes that JSON knows. */
const STRING_BODY = /"(?:[ !#-[\]-\u{10ffff}]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The first fault of a text by the grammar of RFC 8259; undefined for JSON. A parser's own error names no place, or another one in each version. */
export function jsonFault(text: string): JsonFault | undefined {
  const closers: ('}' | ']')[] = [];
  let expecting: Expecting = 'value';
  let at = 0;
  for (;;) {
    at = endOf(BLANKS, text, at) ?? at;
    const char = text[at];
    const closer = closers.at(-1);
    const fault: JsonFault = {
      at,
      expected: expecting === 'comma or end' ? `a comma or ${closer}` : EXPECTED[expecting],
    };
    if (expecting === 'nothing') return char === undefined ? undefined : fault;
    if (char === closer && (expecting === 'comma or end' || expecting === 'value or ]' || expecting === 'name or }')) {
      closers.pop();
      at++;
      expecting = closers.length > 0 ? 'comma or end' : 'nothing';
    } else if (expecting === 'comma or end') {
      if (char !== ',') return fault;
      at++;
      expecting = closer === '}' ? 'name' : 'value';
    } else if (expecting === 'colon') {
      if (char !== ':') return fault;
      at++;
      expecting = 'value';
    } else if (char === '"') {
      const end = endOf(STRING_BODY, text, at) ?? at;
      if (text[end] !== '"') return { at: end, expected: insideString(text[end]) };
      at = end + 1;
      if (expecting === 'name' || expecting === 'name or }') expecting = 'colon';
      else expecting = closers.length > 0 ? 'comma or end' : 'nothing';
    } else if (expecting === 'name' || expecting === 'name or }') {
      return fault;
    } else if (char === '{' || char === '[') {
      closers.push(char === '{' ? '}' : ']');
      at++;
      expecting = char === '{' ? 'name or }' : 'value or ]';
    } else {
      const end = endOf(SCALAR, text, at);
      if (end === undefined) return fault;
      at = end;
      expecting = closers.length > 0 ? 'comma or end' : 'nothing';
    }
  }
}

const insideString = (char: string | undefined): string =>
  char === '\\' ? 'an escape that JSON knows' : 'the double quote that closes the text';

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
