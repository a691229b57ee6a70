import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

export const OPERATOR = { accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'a secret for tests' };
export const REGION = 'eu-central-1';

export interface Received {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Whether the operator of these tests signed exactly this. */
  readonly isSigned: boolean;
}

export interface Canned {
  readonly status: number;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** An HTTP API as API Gateway fronts one: keeps what it receives, and answers what it is told to. */
export async function signedApi(answer: (received: Received) => Canned | Promise<Canned>) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const one = {
        method: request.method,
        path: request.url ?? '',
        headers: request.headers,
        body,
        isSigned: await isSigned(request, body),
      };
      received.push(one);
      const { status, body: said = '' } = await answer(one);
      response.writeHead(status).end(typeof said === 'string' ? said : JSON.stringify(said));
    })();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

/** Signs what arrived once more, with what only the operator knows, and compares. */
async function isSigned({ method = '', url = '', headers }: IncomingMessage, body: string): Promise<boolean> {
  const { authorization = '', 'x-amz-date': date } = headers;
  const [, names = ''] = /SignedHeaders=([^,]+)/.exec(authorization) ?? [];
  if (typeof date !== 'string') return false;
  const signer = new SignatureV4({ service: 'execute-api', region: REGION, credentials: OPERATOR, sha256: Sha256 });
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signed = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: url,
      query: {},
      headers: Object.fromEntries(names.split(';').map((name) => [name, String(headers[name])])),
      body,
    },
    { signingDate: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) },
  );
  return signed.headers['authorization'] === authorization;
}
