import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^[0-9a-f]{64}$/;

/**
 * Whether the signature holds under any key: HMAC-SHA256 over the body and then the timestamp as it stands in its header, with nothing
 * between them. The key is used as the text it is, not as the hexadecimal digits that it looks like.
 */
export function isSigned(
  { body, timestamp }: { readonly body: Uint8Array; readonly timestamp: string },
  signature: string,
  keys: readonly string[],
): boolean {
  if (!SIGNATURE.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  return keys.some((key) => timingSafeEqual(given, createHmac('sha256', key).update(body).update(timestamp).digest()));
}
