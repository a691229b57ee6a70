import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

interface SignableRequest {
  /** Whole, without a query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
}

/** The headers of a POST to API Gateway, signed with the caller's credentials (Signature Version 4). */
export async function signRequest({
  url,
  headers,
  body,
  region,
  credentials,
}: SignableRequest): Promise<Readonly<Record<string, string>>> {
  const { protocol, host, hostname, port, pathname } = new URL(url);
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method: 'POST',
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    path: pathname,
    query: {},
    headers: { ...headers, host },
    body,
  });
  return signed.headers;
}
