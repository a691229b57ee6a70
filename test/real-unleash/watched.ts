import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { Exchange } from '../support/openapi/exchange.ts';

/** A way to a server, and all that passed over it. */
export interface Watched extends AsyncDisposable {
  readonly baseUrl: string;
  readonly exchanges: readonly Exchange[];
}

/** Stands before a server, hands everything on as it is, and keeps what was asked and answered. */
export async function watched(baseUrl: string): Promise<Watched> {
  const exchanges: Exchange[] = [];
  const server = createServer((request, response) => {
    const pass = async () => {
      const { method = 'GET', url = '/', headers } = request;
      const body = await text(request);
      const { host: _, connection: __, 'content-length': ___, ...sent } = headers;
      // a Blob without a type sends no content type of its own
      const answer = await fetch(`${baseUrl}${url}`, {
        method,
        headers: Object.entries(sent).map(([name, value]): [string, string] => [name, String(value)]),
        redirect: 'manual',
        ...(body !== '' && { body: new Blob([body]) }),
      });
      const answered = await answer.text();
      const {
        'content-encoding': ____,
        'content-length': _____,
        'transfer-encoding': ______,
        ...shown
      } = Object.fromEntries(answer.headers);
      const { pathname, searchParams } = new URL(url, baseUrl);
      exchanges.push({
        method,
        path: pathname,
        query: searchParams,
        contentType: headers['content-type'],
        body,
        answer: { status: answer.status, headers: shown, body: answered },
      });
      response.writeHead(answer.status, shown).end(answered);
    };
    pass().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    exchanges,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => server.close().closeAllConnections(),
  };
}
