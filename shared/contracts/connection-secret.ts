import * as z from 'zod/mini';
import { PermanentError } from '../domain/failure.ts';
import { jsonOrUndefined } from '../domain/text/json-or-undefined.ts';
import type { ConnectionSettings } from './config/connection-schema.ts';

/** What a signed connection's secret holds: every key that is valid now, so that a key can be replaced without a gap. */
export interface ConnectionSecret {
  /**
   * Standard Webhooks: `whsec_` and base64 of a shared key, or `whpk_` and base64 of an Ed25519 public key. BambooHR: the private key as
   * it was shown.
   */
  readonly secrets: readonly string[];
}

/** The kinds of connection whose deliveries are signed with a key of ours. */
export type SignedKind = Exclude<ConnectionSettings['kind'], 'canonical'>;

const MIN_KEY_BYTES = 24;
const PUBLIC_KEY_BYTES = 32;

interface KeyForm {
  readonly isKey: (text: string) => boolean;
  readonly must: string;
  readonly example: string;
}

const FORMS: Readonly<Record<SignedKind, KeyForm>> = {
  'standard-webhooks': {
    isKey: isStandardKey,
    must: `must be whsec_ and base64 of at least ${MIN_KEY_BYTES} bytes, or whpk_ and base64 of ${PUBLIC_KEY_BYTES} bytes`,
    example: 'whsec_…',
  },
  bamboohr: {
    isKey: (text) => /^[\x21-\x7e]{32,256}$/.test(text) && !/^(whsec|whpk)_/.test(text),
    must: 'must be the private key that BambooHR showed when the webhook was made, 32 characters or more',
    example: 'the private key',
  },
};

const shapeOf = ({ isKey, must }: KeyForm) =>
  z.object(
    {
      secrets: z
        .array(z.string('must be text').check(z.refine(isKey, must)), 'must be a list')
        .check(z.minLength(1, 'must hold at least one key')),
    },
    'must be an object',
  );

/** Decodes the secret of a connection of this kind. Throws `PermanentError`, which names the field and never quotes the secret. */
export const connectionSecret =
  (kind: SignedKind) =>
  (text: string): ConnectionSecret => {
    const form = FORMS[kind];
    const result = shapeOf(form).safeParse(jsonOrUndefined(text));
    if (!result.success) {
      const [issue] = result.error.issues;
      throw new PermanentError(
        `${issue?.path.join('.') || 'the secret'} ${issue?.message ?? 'is wrong'}; a connection's secret is JSON {"secrets": ["${form.example}"]}`,
      );
    }
    return result.data;
  };

function isStandardKey(text: string): boolean {
  const [, kind, base64] = /^(whsec|whpk)_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const bytes = (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, '').length);
  return kind === 'whpk' ? bytes === PUBLIC_KEY_BYTES : bytes >= MIN_KEY_BYTES;
}
