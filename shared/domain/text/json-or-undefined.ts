/** What a JSON text says; undefined for a text that is none. `JSON.parse` quotes its input in its error, and texts hold people and secrets. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
