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

/** What the caller gets instead of the answer. */
export function faultyAnswer(failure: Failure, serve: Serve, baseUrl: string): Answer | typeof CUT {
  if (failure.kind !== 'rate-limited') return failures[failure.kind](serve, baseUrl);
  const { retryAfterSeconds } = failure;
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return gatewayError(429, 'API rate limit exceeded', headers);
}

const internalError = (): Answer =>
  heraclesError(500, 'internal error', '500 Internal Server Error: unexpected failure');

/** Where a client that follows the redirect ends up: 200, and not what it asked for. */
export const loginPage: Answer = html(
  200,
  '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><form><h1>Sign in</h1></form></body></html>',
);
