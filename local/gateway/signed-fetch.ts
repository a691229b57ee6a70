import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

import type { Key } from '../functions/lambda-environment.ts';
import { PLACE } from '../template/place.ts';
import { OPERATOR_KEY } from './callers.ts';

/** Posts JSON, signed with a key of this local cloud: its operator's unless it is told another. */
export async function signedFetch(address: string, body: string, credentials: Key = OPERATOR_KEY): Promise<Response> {
  const { protocol, hostname, port, pathname, host } = new URL(address);
  const signer = new SignatureV4({ service: 'execute-api', region: PLACE.region, credentials, sha256: Sha256 });
  const { headers } = await signer.sign({
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    method: 'POST',
    path: pathname,
    query: {},
    headers: { host, 'content-type': 'application/json' },
    body,
  });
  return fetch(address, { method: 'POST', body, headers });
}
