import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

import { OPERATOR_KEY } from '../gateway/callers.ts';
import { PLACE } from '../template/place.ts';

const signer = new SignatureV4({
  service: 'execute-api',
  region: PLACE.region,
  credentials: OPERATOR_KEY,
  sha256: Sha256,
});

/** Posts JSON, signed as the local cloud's operator. */
export async function signedFetch(address: string, body: string): Promise<Response> {
  const { protocol, hostname, port, pathname, host } = new URL(address);
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
