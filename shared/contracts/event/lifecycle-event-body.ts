/**
 * A body parsed from JSON, or undefined for one that is not JSON: a parser's own error would quote it. In a list or an object, bytes that
 * are not UTF-8 become U+FFFD: the text that contains them is not usable, and the rest counts.
 */
export function parseEventBody(body: Uint8Array): unknown {
  const whole = parsed(body, { fatal: true });
  if (whole !== undefined) return whole;
  const mended = parsed(body, { fatal: false });
  return typeof mended === 'object' && mended !== null ? mended : undefined;
}

function parsed(body: Uint8Array, options: { readonly fatal: boolean }): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', options).decode(body));
  } catch {
    return undefined;
  }
}
