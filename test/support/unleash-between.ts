import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

interface Settings {
  readonly baseUrl: string;
  /** Where the instance stands behind a path of its host. */
  readonly prefix?: string;
  /** Runs once an answer is there, before the client gets it. */
  readonly afterAnswer?: (passed: Passed) => Promise<void>;
  /** Taken out of answers that are objects. */
  readonly withoutFields?: readonly string[];
}

/** A proxy before an instance, which keeps what passes. */
export async function between({ baseUrl, prefix = '', afterAnswer = async () => {}, withoutFields = [] }: Settings) {
  const passed: Passed[] = [];
  const server = createServer((request, response) => {
    const serve = async () => {
      const { method = 'GET', url = '/', headers } = request;
      const body = await text(request);
      if (!url.startsWith(prefix)) return void response.writeHead(404).end('nothing here');
      const one = {
        method,
        path: url.slice(prefix.length),
        authorization: headers.authorization,
        body: body === '' ? undefined : JSON.parse(body),
      };
      passed.push(one);
      const sent: Record<string, string> = { authorization: headers.authorization ?? '' };
      if (body !== '') sent['content-type'] = String(headers['content-type']);
      const answer = await fetch(`${baseUrl}${one.path}`, { method, headers: sent, ...(body !== '' && { body }) });
      const answered = without(await answer.text(), withoutFields);
      await afterAnswer(one);
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
        .end(answered);
    };
    void serve();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    passed,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    [Symbol.asyncDispose]: async () => server.close().closeAllConnections(),
  };
}

function without(answered: string, fields: readonly string[]): string {
  if (fields.length === 0) return answered;
  return JSON.stringify(
    Object.fromEntries(Object.entries(JSON.parse(answered)).filter(([name]) => !fields.includes(name))),
  );
}
