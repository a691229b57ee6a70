import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';

import { sendOnce } from '../../../shared/runtime/http.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close, [Symbol.asyncDispose]: close };
}

const get = (url: string, timeoutMs = 5_000) => sendOnce({ method: 'GET', url, headers: {}, timeoutMs });

describe('one request', () => {
  it.each([200, 204, 302, 404, 429, 500, 503])('is sent once and answers %i as it is', async (status) => {
    let requests = 0;
    await using server = await serve((_request, response) => {
      requests++;
      response.writeHead(status, { location: '/elsewhere' }).end(status === 204 ? undefined : 'text');
    });
    expect(await get(server.url)).toMatchObject({ kind: 'answer', status, text: status === 204 ? '' : 'text' });
    expect(requests).toBe(1);
  });

  it('carries method, headers and JSON', async () => {
    await using server = await serve((request, response) => {
      request
        .setEncoding('utf8')
        .on('data', (body) =>
          response.end(
            `${request.method} ${String(request.headers['x-id'])} ${request.headers['content-type']} ${body}`,
          ),
        );
    });
    const answer = await sendOnce({
      method: 'POST',
      url: server.url,
      headers: { 'x-id': '7' },
      json: { a: 'ö' },
      timeoutMs: 5_000,
    });
    expect(answer).toMatchObject({ text: 'POST 7 application/json {"a":"ö"}' });
  });

  it.each(['POST', 'PUT', 'PATCH'] as const)('keeps the media type that a %s names for its JSON', async (method) => {
    await using server = await serve((request, response) => {
      request.resume().on('end', () => response.end(`${request.method} ${request.headers['content-type']}`));
    });
    const headers = { 'content-type': 'application/scim+json' };
    const answer = await sendOnce({ method, url: server.url, headers, json: {}, timeoutMs: 5_000 });
    expect(answer).toMatchObject({ text: `${method} application/scim+json` });
  });

  it('never arrived where no server listens', async () => {
    const server = await serve(() => {});
    await server.close();
    expect(await get(server.url)).toEqual({ kind: 'no-answer', arrived: 'never', why: 'ECONNREFUSED' });
  });

  it('may have arrived when the connection is cut before the answer, or within it', async () => {
    await using before = await serve((request) => request.socket.destroy());
    expect(await get(before.url)).toMatchObject({ kind: 'no-answer', arrived: 'perhaps' });
    await using within = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy());
    });
    expect(await get(within.url)).toMatchObject({ kind: 'no-answer', arrived: 'perhaps' });
  });

  it('may have arrived when time runs out before the answer, or within it', async () => {
    await using before = await serve(() => {});
    expect(await get(before.url, 50)).toEqual({ kind: 'no-answer', arrived: 'perhaps', why: 'timeout' });
    await using within = await serve((_request, response) => {
      response.writeHead(200).write('half');
    });
    expect(await get(within.url, 50)).toEqual({ kind: 'no-answer', arrived: 'perhaps', why: 'timeout' });
  });
});
