import { type Answer, html } from '../http/answer.ts';
import type { Failure } from './fault.ts';

/** Instead of an answer: the connection is destroyed. */
export const CUT = 'cut';

type Serve = () => Answer;
type PlainKind = Exclude<Failure['kind'], 'rate-limited'>;

/** How one product words the failures that the fault desk orders. */
export interface FaultWords {
  internalError(): Answer;
  unavailable(): Answer;
  gatewayTimeout(): Answer;
  unauthorized(): Answer;
  /** About the credential: it may not do this at all. */
  forbidden(): Answer;
  /** About the one account that was asked for. */
  forbiddenAccount(): Answer;
  /** `headers` name the wait, where one is named. */
  rateLimited(headers: Readonly<Record<string, string>>): Answer;
  /** Where a proxy sends a caller who is not signed in. */
  loginUrl(baseUrl: string): string;
}

/** A failure that commits calls `serve`; any other leaves the request undone. */
const failures: Readonly<Record<PlainKind, (serve: Serve, words: FaultWords, baseUrl: string) => Answer | typeof CUT>> =
  {
    'error-500': (_serve, words) => words.internalError(),
    'error-500-after-commit': (serve, words) => {
      serve();
      return words.internalError();
    },
    'unavailable-503': (_serve, words) => words.unavailable(),
    'bad-gateway-502': () =>
      html(502, '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>'),
    'timeout-504': (_serve, words) => words.gatewayTimeout(),
    'redirect-to-login': (_serve, words, baseUrl) => ({
      status: 302,
      headers: { location: words.loginUrl(baseUrl) },
      body: '',
    }),
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
    unauthorized: (_serve, words) => words.unauthorized(),
    forbidden: (_serve, words) => words.forbidden(),
    'forbidden-account': (_serve, words) => words.forbiddenAccount(),
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
export function faultyAnswer(
  failure: Failure,
  serve: Serve,
  words: FaultWords,
  { baseUrl, now }: Met,
): Answer | typeof CUT {
  return failure.kind === 'rate-limited'
    ? words.rateLimited(namedWait(failure, now))
    : failures[failure.kind](serve, words, baseUrl);
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
    'iso-date': new Date(at).toISOString(),
    'epoch-seconds': String(Math.ceil(at / 1000)),
    'epoch-ms': String(Math.ceil(at)),
  };
  return { [namedIn]: named[namedAs] };
}

/** Where a client that follows the redirect ends up: 200, and not what it asked for. */
export const loginPage: Answer = html(
  200,
  '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><form><h1>Sign in</h1></form></body></html>',
);
