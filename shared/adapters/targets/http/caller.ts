import type { TargetSecret } from '../../../contracts/target-secret.ts';
import type { Wait } from '../../../domain/outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';
import type { Secret } from '../../../ports/secret.ts';
import type { Call } from '../../../ports/target/call.ts';
import { type HttpAnswer, sendOnce } from '../../../runtime/http.ts';
import { inFlightLimit } from '../../../runtime/in-flight.ts';
import { askForBearer, type ClientBearer } from './ask-for-bearer.ts';
import { type Bearer, type Credentials, credentialsIn } from './credentials.ts';
import { tenantGate } from './gate.ts';
import { limitsSaid } from './limits-said.ts';
import { waitMs } from './named-wait.ts';
import { type Pace, pace } from './pace.ts';
import type { Reply, TargetRequest } from './target-request.ts';
import type { ErrorSaid, Verdict } from './verdict.ts';

/** What every client of a tenant is given. */
export interface CallerSettings {
  /** The target's name, for sentences. */
  readonly name: string;
  readonly secret: Secret<TargetSecret>;
  readonly clock: Clock;
  readonly random: Random;
  /** For one attempt; the caller's deadline cuts it short. Default 60 s. */
  readonly requestTimeoutMs?: number;
}

/** How one product's API is spoken to, and what its answers mean. */
export interface Dialect<E extends ErrorSaid = ErrorSaid> {
  /** The product's name, for sentences. */
  readonly product: string;
  /** Of one attempt; all attempts of one call have the same `requestId`. */
  headers(requestId: string): Readonly<Record<string, string>>;
  /** The header `authorization` of a bearer token. */
  authorization(token: string): string;
  /** Where a secret may hold an OAuth client: how a bearer is asked for. */
  readonly client?: ClientBearer;
  /** The retry policy for one attempt; back-off and counts are the caller's. */
  judge(request: TargetRequest, answer: HttpAnswer): Verdict<E>;
  /** How long a 429 that names no wait closes the gate, and at most how much longer (ms). */
  readonly blockMs: number;
  readonly blockJitterMs: number;
}

export type Caller<E extends ErrorSaid = ErrorSaid> = (request: TargetRequest, call: Call) => Promise<Reply<E>>;

/** One tenant of a product, as the endpoint functions of its adapter see it. */
export interface Tenant<E extends ErrorSaid = ErrorSaid> {
  /** The target's name, for sentences. */
  readonly name: string;
  readonly product: string;
  readonly ask: Caller<E>;
}

const RETRIES = 5;
const BACKOFF_BASE_MS = 1_000;
const BACKOFF_CAP_MS = 30_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** The limit is per tenant and shared with every other integration. */
const MAX_IN_FLIGHT = 4;

/** A tenant that is asked as its product's dialect says. Keep it for the life of a process: it holds the gate. */
export const openTenant = <E extends ErrorSaid>(dialect: Dialect<E>, settings: CallerSettings): Tenant<E> => ({
  name: settings.name,
  product: dialect.product,
  ask: tenantCaller(dialect, settings),
});

/**
 * Sends one logical call: authenticates, retries what is safe to send again with full jitter, asks once for another bearer in place of a
 * refused one, and stops in time for the deadline. All attempts carry one request id.
 */
function tenantCaller<E extends ErrorSaid>(
  dialect: Dialect<E>,
  { name, secret, clock, random, requestTimeoutMs = REQUEST_TIMEOUT_MS }: CallerSettings,
): Caller<E> {
  const gate = tenantGate(name, clock);
  const inFlight = inFlightLimit(MAX_IN_FLIGHT);
  const paces = new Map<string, Pace>();
  const paceOf = ({ pace: key }: TargetRequest): Pace | undefined => {
    if (key === undefined) return undefined;
    const one = paces.get(key) ?? pace(name, key, clock);
    paces.set(key, one);
    return one;
  };

  const wait = (cause: Wait['cause'], because: string): Wait => ({ kind: 'wait', cause, because });

  /** Sleeps before the next attempt. False when the retries or the time are used up. */
  async function backOff(attempt: number, { deadline }: Call): Promise<boolean> {
    const ms = random.fraction() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (attempt - 1));
    if (attempt > RETRIES || clock.now() + ms >= deadline) return false;
    await clock.sleep(ms);
    return true;
  }

  async function attemptOnce(
    request: TargetRequest,
    { held: { baseUrl }, token }: Bearer,
    requestId: string,
    timeoutMs: number,
  ): Promise<HttpAnswer> {
    const query = new URLSearchParams(request.query?.map(([key, value]): [string, string] => [key, value]));
    return sendOnce({
      method: request.method,
      url: `${baseUrl}${request.path}${query.size > 0 ? `?${query.toString()}` : ''}`,
      headers: {
        ...dialect.headers(requestId),
        ...(token !== undefined && { authorization: dialect.authorization(token) }),
        ...request.headers,
      },
      json: request.json,
      timeoutMs,
    });
  }

  async function send(request: TargetRequest, call: Call, credentials: Credentials): Promise<Reply<E>> {
    const { operation } = request;
    const paced = paceOf(request);
    const requestId = random.uuid();
    const first = await credentials.get(call);
    if (first.kind !== 'bearer') return first;

    for (let attempt = 1, bearer = first, isRenewed = false; ; attempt++) {
      const isLetThrough = call.insists && attempt === 1;
      const closed = isLetThrough ? undefined : (paced?.closed() ?? (await gate.pass(call)));
      if (closed) return closed;

      const answered = await inFlight(async () => {
        const sentAt = clock.now();
        const timeoutMs = Math.min(requestTimeoutMs, call.deadline - sentAt);
        if (timeoutMs <= 0) return undefined;
        const answer = await attemptOnce(request, bearer, requestId, Math.ceil(timeoutMs));
        call.onRequest?.({
          operation,
          requestId,
          attempt,
          ms: clock.now() - sentAt,
          ...(answer.kind === 'answer' && { status: answer.status, ...limitsSaid(answer.headers) }),
        });
        return answer;
      });
      if (!answered) return wait('deadline', `No time was left to ask ${name} (${operation})`);

      const verdict = dialect.judge(request, answered);
      if (call.insists && answered.kind === 'answer' && verdict.kind !== 'rate-limited') gate.open();
      switch (verdict.kind) {
        case 'answered':
        case 'rejected':
        case 'lost':
          return verdict;
        case 'forbidden':
          return wait(
            'forbidden',
            `${name} forbids ${operation} to this credential; ${verdict.hint ?? `check the token's permissions in ${dialect.product}`}`,
          );
        case 'unauthorised': {
          const other = isRenewed ? undefined : await credentials.renew(bearer, call);
          if (!other) return wait('credentials', refused(bearer, verdict.hint));
          if (other.kind !== 'bearer') return other;
          bearer = other;
          isRenewed = true;
          break;
        }
        case 'rate-limited': {
          const ms =
            waitMs(verdict.retryAfter, clock.now()) ?? dialect.blockMs + random.fraction() * dialect.blockJitterMs;
          (paced ?? gate).close(ms);
          if (paced) return paced.wait();
          if (attempt > RETRIES) return gate.wait();
          break;
        }
        case 'again':
          if (!(await backOff(attempt, call)))
            return wait('down', `${name} did not answer ${operation} (${verdict.why}, ${attempt} attempts)`);
          break;
      }
    }
  }

  function refused({ held }: Bearer, hint?: string): string {
    const what = held.token === undefined ? 'OAuth client' : 'token';
    return `${name} does not accept the ${what} in its secret; ${hint ?? `put a valid ${what} there`}, then the work continues by itself`;
  }

  const ask = dialect.client && askForBearer(dialect.client, { name, clock, send });
  const credentials = credentialsIn(secret, { name, clock, ...(ask && { ask }) });
  return (request, call) => send(request, call, credentials);
}
