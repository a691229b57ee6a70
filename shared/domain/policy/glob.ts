import { comparable } from './comparable.ts';

/**
 * Whether the whole text matches: `*` is any text, `?` any one character (code point), everything else itself; compared like any text.
 * Only the last `*` is ever tried again, so the cost is at most length of text × length of pattern, whatever the pattern.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const wanted = Array.from(comparable(pattern));
  const given = Array.from(comparable(text));
  let at = 0;
  let star = -1;
  let restart = 0;
  for (let position = 0; position < given.length; ) {
    if (wanted[at] === '*') {
      star = at++;
      restart = position;
    } else if (wanted[at] === '?' || wanted[at] === given[position]) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++restart;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((character) => character === '*');
}
