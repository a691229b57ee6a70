import { randomBytes } from 'node:crypto';

import type { Key } from '../functions/lambda-environment.ts';
import { PLACE } from '../template/place.ts';

/** Who signed a request. */
export type Caller =
  | { readonly kind: 'function'; readonly name: string; readonly accessKeyId: string }
  /** Any key that belongs to no function is a user of this account who may do everything, named after the key. */
  | { readonly kind: 'person'; readonly arn: string };

/** Knows a caller by the access key id of the signature. Signatures are read and not proven: who reaches loopback is trusted. */
export interface Callers {
  /** A new key for one process that acts in a function's role. */
  readonly issue: (functionName: string) => Key;
  /** A new key for a session of a role that is no function's. */
  readonly issueSession: (arn: string) => Key;
  readonly byKey: (accessKeyId: string) => Caller;
}

/** For callers of the local cloud from outside. */
export const OPERATOR_KEY: Key = { accessKeyId: 'operator', secretAccessKey: 'opens-nothing-but-this-local-cloud' };

export function createCallers(): Callers {
  const functions = new Map<string, string>();
  const sessions = new Map<string, string>();
  const keyOf = (name: string, names: Map<string, string>): Key => {
    const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
    names.set(accessKeyId, name);
    return { accessKeyId, secretAccessKey: randomBytes(20).toString('base64url') };
  };
  return {
    issue: (functionName) => keyOf(functionName, functions),
    issueSession: (arn) => keyOf(arn, sessions),
    byKey: (accessKeyId) => {
      const session = sessions.get(accessKeyId);
      if (session !== undefined) return { kind: 'person', arn: session };
      const name = functions.get(accessKeyId);
      return name === undefined
        ? { kind: 'person', arn: `arn:${PLACE.partition}:iam::${PLACE.account}:user/${accessKeyId}` }
        : { kind: 'function', name, accessKeyId };
    },
  };
}

const CREDENTIAL = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request[,\s]/;

/** The key id and the service of a signed request; undefined for one that is not signed. */
export function signatureOf(
  authorization: string | undefined,
): { readonly accessKeyId: string; readonly service: string } | undefined {
  const [, accessKeyId, service] = CREDENTIAL.exec(authorization ?? '') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}
