import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { apiRoutes } from './api/routes.ts';
import { serveApi } from './api/serve-api.ts';
import { serveControl } from './control/serve-control.ts';
import { numberBetween } from './decode.ts';
import { decodeFaults, type Fault } from './faults/fault.ts';
import { CUT, LOGIN_PATH, loginPage } from './faults/faulty-answer.ts';
import { type Answer, badRequest, heraclesError, notFound } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import { readBody } from './http/read-body.ts';
import { endpointKey } from './http/route.ts';
import { page } from './page/page.ts';
import { decodeOptions } from './tenant/decode-options.ts';
import type { TenantOptions } from './tenant/options.ts';
import { newSecret } from './tenant/tenant.ts';
import { createWorld, type World } from './world.ts';

/** A running simulator of one Atlan tenant. */
export interface AtlanSimulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The API token that works now; another one after tokens/rotate. */
  readonly token: string;
  /** Base of the control endpoints. */
  readonly control: string;
  /** Ends at once, open connections included. */
  stop(): Promise<void>;
}

export interface SimulatorSettings {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default: a random one. */
  readonly token?: string;
  /** Default 0: an empty tenant. */
  readonly seedUsers?: number;
  /** The same seed gives the same people. Default 1. */
  readonly seed?: number;
  readonly options?: Partial<TenantOptions>;
  readonly faults?: readonly Fault[];
  /** How many times faster than real time the simulator's clock runs. Default 1. */
  readonly timeScale?: number;
  /** Epoch ms of the simulator's time at the start. Default: now. */
  readonly startAt?: number;
  /** Epoch ms of the time that the simulator's clock counts from. Default: the machine's. */
  readonly realTime?: () => number;
}

/**
 * Starts a simulator on 127.0.0.1.
 * @throws {InvalidInput} for options or faults that are not what they must be; the system's error when the port is taken.
 */
export async function startAtlanSimulator(settings: SimulatorSettings = {}): Promise<AtlanSimulator> {
  const {
    port = 0,
    token = newSecret(),
    seedUsers = 0,
    seed = 1,
    timeScale = 1,
    startAt,
    realTime = Date.now,
  } = settings;
  const faults = decodeFaults(settings.faults ?? [], 'faults', apiRoutes.map(endpointKey));
  numberBetween(0.001, 1_000_000)(timeScale, 'timeScale');
  const start = {
    token,
    seedUsers,
    seed,
    timeScale,
    startAt,
    realTime,
    faults,
    options: decodeOptions(settings.options ?? {}, 'options'),
  };
  let world = createWorld(start);
  const reset = () => {
    world = createWorld(start);
  };
  const stopping = new AbortController();
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    const context = { world, reset, url: urlOf(server), stopping: stopping.signal };
    respond(request, response, context).catch((error: unknown) => {
      const reachable = request.complete && !response.headersSent && !stopping.signal.aborted;
      if (reachable) send(response, heraclesError(500, 'simulator error', String(error)));
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = urlOf(server);
  const stop = async () => {
    stopping.abort();
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return {
    url,
    control: `${url}/_control`,
    get token() {
      return world.token();
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

interface Context {
  readonly world: World;
  readonly reset: () => void;
  readonly url: string;
  readonly stopping: AbortSignal;
}

async function respond(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const body = await readBody(request);
  if (!URL.canParse(request.url ?? '/', context.url)) {
    send(response, badRequest('400 Bad Request: the path cannot be read'));
    return;
  }
  const asked: Incoming = {
    method: request.method ?? 'GET',
    target: new URL(request.url ?? '/', context.url),
    headers: request.headers,
    body,
    baseUrl: context.url,
    wait: (ms) => delay(ms, undefined, { signal: context.stopping, ref: false }),
  };
  const answer = await answerTo(asked, context);
  if (answer === CUT) response.destroy();
  else send(response, answer);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

async function answerTo(asked: Incoming, { world, reset }: Context): Promise<Answer | typeof CUT> {
  const { pathname } = asked.target;
  if (pathname.startsWith('/api/')) return serveApi(asked, world);
  if (pathname.startsWith('/_control/')) return serveControl(asked, world, reset);
  if (pathname === LOGIN_PATH) return loginPage;
  return pathname === '/' && asked.method === 'GET' ? page() : notFound('no such path');
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
