import { type Answer, forbiddenAccount, gatewayError, heraclesError, html } from '../http/answer.ts';
import type { Failure } from './fault.ts';

/** Instead of an answer: the connection is destroyed. */
export const CUT = 'cut';

export const LOGIN_PATH = '/auth/realms/default/protocol/openid-connect/auth';

type Serve = () => Answer;
type PlainKind = Exclude<Failure['kind'], 'rate-limited'>;

/** A failure that commits calls `serve`; any other leaves the request undone. */
const failures: Readonly<Record<PlainKind, (serve: Serve, baseUrl: string) => Answer | typeof CUT>> = {
  'error-500': () => internalError(),
  'error-500-after-commit': (serve) => {
    serve();
    return internalError();
  },
  'unavailable-503': () => gatewayError(503, 'Service Unavailable'),
  'bad-gateway-502': () =>
    html(502, '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>'),
  'timeout-504': () => gatewayError(504, 'The upstream server is timing out'),
  'redirect-to-login': (_serve, baseUrl) => {
    const location = `${baseUrl}${LOGIN_PATH}?client_id=atlan-frontend&response_type=code`;
    return { status: 302, headers: { location }, body: '' };
  },
  html: () => loginPage,
  'html-after-commit': (serve) => {
    serve();
    return loginPage;
  },
  'lost-response': (serve) => {
    serve();
    return CUT;
  },
  dropped: () => CUT,
  unauthorized: () => gatewayError(401, 'Unauthorized'),
  forbidden: () => gatewayError(403, 'Forbidden'),
  'forbidden-account': () => forbiddenAccount('This operation is not allowed on this account.'),
  'malformed-json': (serve) => {
    serve();
    return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"records": [{"id": "' };
  },
};

interface Met {
  readonly baseUrl: string;
  /** By the simulator's clock, epoch ms. */
  readonly now: number;
}

/** What the caller gets instead of the answer. */
export function faultyAnswer(failure: Failure, serve: Serve, { baseUrl, now }: Met): Answer | typeof CUT {
  return failure.kind === 'rate-limited'
    ? gatewayError(429, 'API rate limit exceeded', namedWait(failure, now))
    : failures[failure.kind](serve, baseUrl);
}

function namedWait(
  { retryAfterSeconds, namedIn = 'retry-after', namedAs = 'seconds' }: Extract<Failure, { kind: 'rate-limited' }>,
  now: number,
): Readonly<Record<string, string>> {
  if (retryAfterSeconds === undefined) return {};
  const at = now + retryAfterSeconds * 1000;
  const named = {
    seconds: String(retryAfterSeconds),
    'http-date': new Date(at).toUTCString(),
    'epoch-seconds': String(Math.ceil(at / 1000)),
    'epoch-ms': String(Math.ceil(at)),
  };
  return { [namedIn]: named[namedAs] };
}

const internalError = (): Answer =>
  heraclesError(500, 'internal error', '500 Internal Server Error: unexpected failure');

/** Where a client that follows the redirect ends up: 200, and not what it asked for. */
export const loginPage: Answer = html(
  200,
  '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><form><h1>Sign in</h1></form></body></html>',
);
