/**
 * Whether the whole text matches: `*` is any text, `?` any one character, everything else itself, upper and lower case told apart.
 * Only the last `*` is ever tried again, so no pattern takes longer than length of text × length of pattern.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let restart = 0;
  for (let position = 0; position < text.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      restart = position;
    } else if (pattern[at] === '?' || pattern[at] === text[position]) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++restart;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}
