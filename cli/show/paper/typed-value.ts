const LONGEST = 60;

/** What a person typed, or a value of their own file, as a message repeats it: in quotes, without control characters, and not at length. */
export function typedValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
