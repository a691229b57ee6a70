import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

import type { Place } from './place.ts';
import type { Outgoing } from './post.ts';

/** The same request, signed for API Gateway with the caller's credentials (Signature Version 4). */
export async function signed({ url, headers, body }: Outgoing, place: Place): Promise<Outgoing> {
  const { protocol, host, hostname, port, pathname } = new URL(url);
  const signer = new SignatureV4({
    service: 'execute-api',
    region: place.region(),
    credentials: await place.credentials(),
    sha256: Sha256,
  });
  const request = await signer.sign({
    method: 'POST',
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    path: pathname,
    query: {},
    headers: { ...headers, host },
    body,
  });
  return { url, headers: request.headers, body };
}
