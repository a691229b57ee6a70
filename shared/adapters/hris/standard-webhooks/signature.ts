import { createHmac, createPublicKey, timingSafeEqual, verify as verifyEd25519 } from 'node:crypto';

/** DER before the 32 bytes of an Ed25519 public key (RFC 8410). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const ED25519_SIGNATURE_BYTES = 64;

/** More signatures than a rotation needs are refused, because each costs us a computation. */
const MAX_SIGNATURES = 16;

/**
 * Whether any signature of a `webhook-signature` header holds under any key: `v1` (HMAC-SHA256) under `whsec_` keys,
 * `v1a` (Ed25519) under `whpk_` keys. Other versions are passed over.
 */
export function isSigned(signed: Uint8Array, header: string, keys: readonly string[]): boolean {
  const signatures = header.split(' ').slice(0, MAX_SIGNATURES);
  return keys.some((key) => signatures.some((signature) => holds(signed, signature, key)));
}

function holds(signed: Uint8Array, signature: string, key: string): boolean {
  const [version, base64 = ''] = signature.split(',', 2);
  const given = Buffer.from(base64, 'base64');
  if (version === 'v1' && key.startsWith('whsec_')) {
    const wanted = createHmac('sha256', bytesOf(key)).update(signed).digest();
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  if (version === 'v1a' && key.startsWith('whpk_')) {
    return given.length === ED25519_SIGNATURE_BYTES && verifyEd25519(null, signed, publicKey(key), given);
  }
  return false;
}

const bytesOf = (key: string): Buffer => Buffer.from(key.slice(key.indexOf('_') + 1), 'base64');

const publicKey = (key: string) =>
  createPublicKey({ key: Buffer.concat([ED25519_PREFIX, bytesOf(key)]), format: 'der', type: 'spki' });
