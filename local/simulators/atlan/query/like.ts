type Part = 'any' | 'one' | { readonly char: string };

/** SQL LIKE as a test: `%` any run, `_` one character, backslash takes the next character literally. Works on code points. */
export function like(pattern: string, ignoreCase: boolean): (value: string) => boolean {
  const fold = ignoreCase ? (char: string) => char.toLowerCase() : (char: string) => char;
  const parts = parse(pattern, fold);
  return (value) => matches(parts, Array.from(value, fold));
}

function parse(pattern: string, fold: (char: string) => string): readonly Part[] {
  const parts: Part[] = [];
  let literal = false;
  for (const char of pattern) {
    if (!literal && char === '\\') {
      literal = true;
      continue;
    }
    if (!literal && char === '%') parts.push('any');
    else if (!literal && char === '_') parts.push('one');
    else parts.push({ char: fold(char) });
    literal = false;
  }
  if (literal) parts.push({ char: '\\' });
  return parts;
}

/** Greedy with one point to return to, so that no pattern takes exponential time. */
function matches(parts: readonly Part[], value: readonly string[]): boolean {
  let part = 0;
  let at = 0;
  let retry: { readonly part: number; at: number } | undefined;
  while (at < value.length) {
    const current = parts[part];
    if (current === 'any') {
      part += 1;
      retry = { part, at };
    } else if (current === 'one' || (current !== undefined && current.char === value[at])) {
      part += 1;
      at += 1;
    } else if (retry !== undefined) {
      retry.at += 1;
      part = retry.part;
      at = retry.at;
    } else return false;
  }
  while (parts[part] === 'any') part += 1;
  return part === parts.length;
}
