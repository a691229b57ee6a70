import ky, { isNetworkError, isTimeoutError } from 'ky';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** For the head of the answer, and again for its body. */
  readonly timeoutMs: number;
}

export type HttpAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
  /** `arrived` is `never` only when the far side cannot have seen the request. */
  | { readonly kind: 'no-answer'; readonly arrived: 'never' | 'perhaps'; readonly why: string };

/** Failures of look-up, connection and handshake: no byte of the request has left. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Sends once: no retry, no redirect followed, no status is an error. Throws only for a bug. */
export async function sendOnce({ method, url, headers, json, timeoutMs }: HttpRequest): Promise<HttpAnswer> {
  const pending = ky(url, {
    method,
    headers,
    json,
    timeout: timeoutMs,
    retry: 0,
    redirect: 'manual',
    throwHttpErrors: false,
  });
  try {
    const text = await pending.text();
    const { status, headers } = await pending;
    return { kind: 'answer', status, headers, text };
  } catch (error) {
    if (isTimeoutError(error)) return { kind: 'no-answer', arrived: 'perhaps', why: 'timeout' };
    const code = codeOf(error);
    if (code === undefined && !isNetworkError(error)) throw error;
    return { kind: 'no-answer', arrived: NEVER_ARRIVED.has(code ?? '') ? 'never' : 'perhaps', why: code ?? 'network' };
  }
}

/** The system's or undici's error code, anywhere in the chain of causes. */
function codeOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return undefined;
}
