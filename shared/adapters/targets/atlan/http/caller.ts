import type { TargetSecret } from '../../../../contracts/target-secret.ts';
import { PermanentError } from '../../../../domain/failure.ts';
import type { Retryable, Wait } from '../../../../domain/outcome.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Random } from '../../../../ports/random.ts';
import type { Secret } from '../../../../ports/secret.ts';
import type { Call } from '../../../../ports/target/target.ts';
import { type HttpAnswer, type HttpRequest, sendOnce } from '../../../../runtime/http.ts';
import { inFlightLimit } from '../../../../runtime/in-flight.ts';
import { tenantGate } from './gate.ts';
import { limitsSaid } from './limits-said.ts';
import { waitMs } from './named-wait.ts';
import { judge, type Lost, type Rejected } from './verdict.ts';

export interface CallerSettings {
  readonly name: string;
  readonly secret: Secret<TargetSecret>;
  readonly clock: Clock;
  readonly random: Random;
  /** For one attempt; the caller's deadline cuts it short. Creating a token takes longer than anything else. */
  readonly requestTimeoutMs?: number;
}

export interface AtlanRequest {
  /** Names the call in logs and receipts. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  /** Absolute on the tenant's host. */
  readonly path: string;
  readonly query?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly json?: unknown;
}

export type Reply = { readonly kind: 'answered'; readonly body: unknown } | Rejected | Lost | Wait | Retryable;

export type Caller = (request: AtlanRequest, call: Call) => Promise<Reply>;

const RETRIES = 5;
const BACKOFF_BASE_MS = 1_000;
const BACKOFF_CAP_MS = 30_000;
/** Atlan's own figure for a block after too many requests. */
const BLOCK_MS = 60_000;
const BLOCK_JITTER_MS = 5_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Atlan's limit is per tenant and shared with every other integration. */
const MAX_IN_FLIGHT = 4;

/**
 * Sends one logical call: authenticates, retries what is safe to send again with full jitter, refreshes a rejected
 * token once, and stops in time for the deadline. All attempts carry one `X-Atlan-Request-Id`.
 */
export function atlanCaller({
  name,
  secret,
  clock,
  random,
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: CallerSettings): Caller {
  const gate = tenantGate(name, clock);
  const inFlight = inFlightLimit(MAX_IN_FLIGHT);

  const wait = (cause: Wait['cause'], because: string): Wait => ({ kind: 'wait', cause, because });

  /** Sleeps before the next attempt. False when the retries or the time are used up. */
  async function backOff(attempt: number, { deadline }: Call): Promise<boolean> {
    const ms = random.fraction() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (attempt - 1));
    if (attempt > RETRIES || clock.now() + ms >= deadline) return false;
    await clock.sleep(ms);
    return true;
  }

  async function attemptOnce(
    request: AtlanRequest,
    { baseUrl, token }: TargetSecret,
    requestId: string,
    timeoutMs: number,
  ): Promise<HttpAnswer> {
    const query = new URLSearchParams(request.query?.map(([key, value]): [string, string] => [key, value]));
    return sendOnce({
      method: request.method,
      url: `${baseUrl}${request.path}${query.size > 0 ? `?${query.toString()}` : ''}`,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'user-agent': 'atlan-lifecycle',
        'x-atlan-request-id': requestId,
      },
      json: request.json,
      timeoutMs,
    });
  }

  return async (request, call) => {
    const { operation, method } = request;
    const requestId = random.uuid();
    let credentials: TargetSecret;
    try {
      credentials = await secret.get();
    } catch (error) {
      return noCredentials(error);
    }

    for (let attempt = 1, refreshed = false; ; attempt++) {
      const closed = call.insists && attempt === 1 ? undefined : await gate.pass(call);
      if (closed) return closed;

      const answered = await inFlight(async () => {
        const sentAt = clock.now();
        const timeoutMs = Math.min(requestTimeoutMs, call.deadline - sentAt);
        if (timeoutMs <= 0) return undefined;
        const answer = await attemptOnce(request, credentials, requestId, Math.ceil(timeoutMs));
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

      const verdict = judge(method, answered);
      if (call.insists && answered.kind === 'answer' && verdict.kind !== 'rate-limited') gate.open();
      switch (verdict.kind) {
        case 'answered':
        case 'rejected':
        case 'lost':
          return verdict;
        case 'forbidden':
          return wait(
            'forbidden',
            `${name} forbids ${operation} to this credential; check the token's permissions in Atlan`,
          );
        case 'unauthorised': {
          const fresh = refreshed ? credentials : await secret.refresh().catch(() => credentials);
          if (fresh.token === credentials.token) {
            return wait(
              'credentials',
              `${name} does not accept the token in its secret; put a valid token there, then the work continues by itself`,
            );
          }
          credentials = fresh;
          refreshed = true;
          break;
        }
        case 'rate-limited':
          gate.close(waitMs(verdict.retryAfter, clock.now()) ?? BLOCK_MS + random.fraction() * BLOCK_JITTER_MS);
          if (attempt > RETRIES) return gate.wait();
          break;
        case 'again':
          if (!(await backOff(attempt, call)))
            return wait('down', `${name} did not answer ${operation} (${verdict.why}, ${attempt} attempts)`);
          break;
      }
    }
  };

  function noCredentials(error: unknown): Wait | Retryable {
    if (error instanceof PermanentError)
      return wait('credentials', `The secret of ${name} cannot be used: ${error.message}`);
    return {
      kind: 'retryable',
      because: `The secret of ${name} could not be read: ${error instanceof Error ? error.message : 'unknown error'}`,
    };
  }
}
