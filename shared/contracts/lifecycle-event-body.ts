/** A body parsed from JSON, or undefined for one that is not JSON in UTF-8: a parser's own error would quote it. */
export function parseEventBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
