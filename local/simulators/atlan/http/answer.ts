import { randomBytes } from 'node:crypto';

import { type Answer, json } from '../../kit/http/answer.ts';

/** Shape A: users, groups, roles and tokens. */
export function heraclesError(status: number, error: string, message: string, code: number = status * 10): Answer {
  return json(status, { code, error, info: null, message, requestId: requestId() });
}

/** Shape A': a refusal about this one account or person, permanent. */
export function forbiddenAccount(message: string): Answer {
  return json(403, { code: 4030, error: 'Operation not allowed', message });
}

export const badRequest = (message: string): Answer => heraclesError(400, 'bad request', message);

export const notFound = (what: string): Answer => heraclesError(404, 'not found', `404 Not Found: ${what}`);

/** Shape C: assets. */
export function metastoreError(status: number, errorCode: string, errorMessage: string): Answer {
  return json(status, { errorCode, errorMessage, causes: [], errorCause: errorMessage });
}

/** Shape E: what the gateway says before the service sees the request. */
export function gatewayError(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return json(status, { message }, headers);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 32 opaque characters, unrelated to the caller's X-Atlan-Request-Id. */
function requestId(): string {
  return Array.from(randomBytes(32), (byte) => LETTERS[byte % LETTERS.length]).join('');
}
