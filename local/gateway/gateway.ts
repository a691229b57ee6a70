import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { type AwsAnswer, type AwsRequest, awsError, targetOf } from './aws-request.ts';
import { type Callers, signatureOf } from './callers.ts';
import type { HttpRequest } from './http-api.ts';
import { readBody } from './read-body.ts';
import { type RestCall, restCallOf } from './rest-call.ts';
import type { ServeAws } from './serve-aws.ts';

/** What stands behind the one address of the local cloud. It is known before any of it is there, since queues are named by it. */
interface Behind {
  readonly callers: Callers;
  readonly aws: ServeAws['serve'];
  readonly api: (request: HttpRequest) => Promise<AwsAnswer>;
  /** Answers by itself; the path is without the prefix. */
  readonly control: (request: HttpRequest, response: ServerResponse) => Promise<void>;
  readonly now: () => number;
}

export interface Gateway extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  readonly open: (behind: Behind) => void;
}

/** Below it are the local cloud's own endpoints; no route of the HTTP API begins with it. */
export const CONTROL_PATH = '/_local';

/** Starts the one gateway on loopback. Throws the system's error when the port is taken. */
export async function startGateway(port: number): Promise<Gateway> {
  let behind: Behind | undefined;
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    response.sendDate = false;
    respond(request, response, behind).catch((error: unknown) => {
      if (!response.headersSent) send(response, awsError('InternalFailure', String(error), 500));
      else response.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    open: (opened) => {
      behind = opened;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(message: IncomingMessage, response: ServerResponse, behind: Behind | undefined): Promise<void> {
  const body = await readBody(message);
  if (body === undefined) return send(response, awsError('RequestEntityTooLarge', 'the body is too large', 413));
  if (!behind) return send(response, awsError('ServiceUnavailable', 'the local cloud is not up yet', 503));
  const host = message.headers.host ?? '';
  // a foreign web page must not reach it under a name of its own
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host))
    return send(response, awsError('AccessDenied', 'it answers under loopback names only', 403));
  response.setHeader('date', new Date(behind.now()).toUTCString());
  const request: HttpRequest = {
    method: message.method ?? 'GET',
    url: new URL(message.url ?? '/', `http://${host}`),
    headers: message.headers,
    body,
  };
  const target = message.headers['x-amz-target'];
  const rest = restCallOf(request);
  if (typeof target === 'string') return serveAws(response, request, { asked: targetOf(target), behind });
  if (rest) return serveAws(response, request, { asked: rest, behind });
  if (request.url.pathname.startsWith(`${CONTROL_PATH}/`)) return behind.control(request, response);
  send(response, await behind.api(request));
}

/** An AWS call, however its API says which it is. */
type Asked = Omit<RestCall, 'fields'> & Partial<Pick<RestCall, 'fields'>>;

async function serveAws(
  response: ServerResponse,
  { headers, body }: HttpRequest,
  { asked, behind }: { readonly asked: Asked | undefined; readonly behind: Behind },
): Promise<void> {
  const signature = signatureOf(headers.authorization);
  if (!asked) {
    const target = String(headers['x-amz-target']);
    return send(response, awsError('UnknownOperationException', `The local cloud does not know ${target}`));
  }
  if (!signature) return send(response, awsError('MissingAuthenticationToken', 'the request is not signed', 403));
  const request: AwsRequest = {
    service: asked.service,
    operation: asked.operation,
    caller: behind.callers.byKey(signature.accessKeyId),
    body: asked.isObject
      ? { ...asked.fields, Body: body.toString('utf8') }
      : { ...JSON.parse(body.toString('utf8') || '{}'), ...asked.fields },
    headers,
  };
  const answer = await behind.aws(request);
  if (answer === 'cut') response.destroy();
  else if (answer !== 'hang') send(response, answer);
}

function send(response: ServerResponse, { status, headers, body }: AwsAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
