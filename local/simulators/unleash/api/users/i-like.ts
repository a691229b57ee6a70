/** PostgreSQL's ILIKE: `%` is any text, `_` any one character, and a backslash takes the meaning from the next one. */
export function iLike(value: string | undefined, pattern: string): boolean {
  if (value === undefined) return false;
  let expression = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? '';
    if (char === '%') expression += '[\\s\\S]*';
    else if (char === '_') expression += '[\\s\\S]';
    else {
      if (char === '\\') at += 1;
      expression += (char === '\\' ? (pattern[at] ?? '\\') : char).replace(/[\^$.*+?()[\]{}|/]/, '\\$&');
    }
  }
  return new RegExp(`^${expression}$`, 'iu').test(value);
}
