import * as z from 'zod/mini';

import { PermanentError } from '../domain/failure.ts';

/** What a signed connection's secret holds: every key that is valid now, so that a key can be replaced without a gap. */
export interface ConnectionSecret {
  /** Standard Webhooks keys: `whsec_` and base64 of a shared key, or `whpk_` and base64 of an Ed25519 public key. */
  readonly secrets: readonly string[];
}

const MIN_KEY_BYTES = 24;
const PUBLIC_KEY_BYTES = 32;

const shape = z.object(
  {
    secrets: z
      .array(
        z
          .string('must be text')
          .check(
            z.refine(
              isKey,
              `must be whsec_ and base64 of at least ${MIN_KEY_BYTES} bytes, or whpk_ and base64 of ${PUBLIC_KEY_BYTES} bytes`,
            ),
          ),
        'must be a list',
      )
      .check(z.minLength(1, 'must hold at least one key')),
  },
  'must be an object',
);

/** Decodes a secret's text. Throws `PermanentError`, which names the field and never quotes the secret. */
export function connectionSecret(text: string): ConnectionSecret {
  const result = shape.safeParse(jsonOrUndefined(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new PermanentError(
      `${issue?.path.join('.') || 'the secret'} ${issue?.message ?? 'is wrong'}; a connection's secret is JSON {"secrets": ["whsec_…"]}`,
    );
  }
  return result.data;
}

function isKey(text: string): boolean {
  const [, kind, base64] = /^(whsec|whpk)_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const bytes = (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, '').length);
  return kind === 'whpk' ? bytes === PUBLIC_KEY_BYTES : bytes >= MIN_KEY_BYTES;
}

/** JSON.parse quotes its input in its error, and this input is a secret. */
function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
