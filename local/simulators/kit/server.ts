import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { commonControl } from './control/knobs.ts';
import { createControl } from './control/serve-control.ts';
import { numberBetween } from './decode.ts';
import { decodeFaults, type Fault } from './faults/fault.ts';
import { CUT } from './faults/faulty-answer.ts';
import { type Answer, json } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import { readBody } from './http/read-body.ts';
import { endpointKey } from './http/route.ts';
import { newSecret } from './new-secret.ts';
import type { Product } from './product.ts';
import { createApi } from './serve-api.ts';
import type { World } from './world.ts';

/** A running simulator of one tenant. */
export interface Simulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The credential that works now; another one after tokens/rotate. */
  readonly token: string;
  /** Base of the control endpoints. */
  readonly control: string;
  /** Connects the tenant's SCIM side, where the product has one beside its own interface, and answers the token of the connection. */
  readonly connectScim?: () => Promise<string>;
  /** Ends at once, open connections included. */
  stop(): Promise<void>;
}

export interface SimulatorSettings<Options = object> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default: a random one. */
  readonly token?: string;
  /** Default 0: an empty tenant. */
  readonly seedUsers?: number;
  /** The same seed gives the same people. Default 1. */
  readonly seed?: number;
  readonly options?: Partial<Options>;
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
export async function startSimulator<Options extends object, W extends World<Options>, Handler>(
  product: Product<Options, W, Handler>,
  settings: SimulatorSettings<Options> = {},
): Promise<Simulator> {
  const {
    port = 0,
    token = newSecret(product.name),
    seedUsers = 0,
    seed = 1,
    timeScale = 1,
    startAt,
    realTime = Date.now,
  } = settings;
  const endpoints = product.routes.map(endpointKey);
  const faults = decodeFaults(settings.faults ?? [], 'faults', endpoints);
  numberBetween(0.001, 1_000_000)(timeScale, 'timeScale');
  const options = product.decodeOptions(settings.options ?? {}, 'options');
  const start = { token, seedUsers, seed, timeScale, startAt, realTime, faults, options };
  let world = product.createWorld(start);
  const reset = () => {
    world = product.createWorld(start);
  };

  const api = createApi(product);
  const control = createControl<Options, W>(product.name, [
    ...product.control,
    ...commonControl<Options>(endpoints, product.decodeOptions),
  ]);
  const answerTo = async (asked: Incoming): Promise<Answer | typeof CUT> => {
    const { pathname } = asked.target;
    if (pathname.startsWith('/_control/')) return control(asked, world, reset);
    if (product.isApi(pathname)) return api(asked, world);
    return product.page(asked) ?? json(404, { message: 'no such path' });
  };

  const stopping = new AbortController();
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    respond(request, response, { answerTo, url: urlOf(server), stopping: stopping.signal }).catch((error: unknown) => {
      const reachable = request.complete && !response.headersSent && !stopping.signal.aborted;
      if (reachable) send(response, json(500, { message: `simulator error: ${String(error)}` }));
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
  readonly answerTo: (asked: Incoming) => Promise<Answer | typeof CUT>;
  readonly url: string;
  readonly stopping: AbortSignal;
}

async function respond(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const body = await readBody(request);
  if (!URL.canParse(request.url ?? '/', context.url)) {
    send(response, json(400, { message: 'the path cannot be read' }));
    return;
  }
  const answer = await context.answerTo({
    method: request.method ?? 'GET',
    target: new URL(request.url ?? '/', context.url),
    headers: request.headers,
    body,
    baseUrl: context.url,
    wait: (ms) => delay(ms, undefined, { signal: context.stopping, ref: false }),
  });
  if (answer === CUT) response.destroy();
  else send(response, answer);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
