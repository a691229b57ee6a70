import { describe, expect, it } from 'vitest';

import { judge } from '../../../../../../shared/adapters/targets/atlan/http/verdict.ts';
import type { HttpAnswer } from '../../../../../../shared/runtime/http.ts';

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  kind: 'answer',
  status,
  headers: new Headers(headers),
  text: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
});
const silence = (arrived: 'never' | 'perhaps'): HttpAnswer => ({ kind: 'no-answer', arrived, why: 'ECONNRESET' });

const heracles = (message: string, code: number | string = 1000) => ({
  code,
  error: 'keycloak error',
  info: null,
  message,
  requestId: 'x',
});

const asking = (method: 'GET' | 'POST' | 'PUT' | 'DELETE') => ({ operation: 'test', method, path: '/' });

describe('the retry policy for one attempt', () => {
  it.each<[name: string, HttpAnswer, read: object, write: object]>([
    ['200 with JSON', answer(200, { a: 1 }), { kind: 'answered', body: { a: 1 } }, { kind: 'answered' }],
    ['200 with nothing', answer(200), { kind: 'answered', body: undefined }, { kind: 'answered' }],
    ['204', answer(204), { kind: 'answered' }, { kind: 'answered' }],
    ['200 with a page', answer(200, '<html>'), { kind: 'again' }, { kind: 'lost' }],
    ['302 to the login page', answer(302, '', { location: '/login' }), { kind: 'again' }, { kind: 'lost' }],
    ['502', answer(502, '<html>'), { kind: 'again' }, { kind: 'lost' }],
    ['503', answer(503), { kind: 'again' }, { kind: 'lost' }],
    ['504', answer(504), { kind: 'again' }, { kind: 'lost' }],
    [
      '500',
      answer(500, heracles('oops')),
      { kind: 'rejected', status: 500 },
      { kind: 'lost', error: { fromService: true } },
    ],
    [
      '500 that wraps a 404',
      answer(500, heracles('404 Not Found: User')),
      { kind: 'rejected', status: 404 },
      { kind: 'rejected', status: 404 },
    ],
    [
      '400 that wraps a 409',
      answer(400, heracles('409 Conflict: Top level group', 3500)),
      { kind: 'rejected', status: 409 },
      { kind: 'rejected', status: 409 },
    ],
    [
      '400 that wraps a 500',
      answer(400, heracles('500 Internal Server Error: x')),
      { kind: 'rejected', status: 500 },
      { kind: 'lost' },
    ],
    [
      'the map of failed invitations',
      answer(500, { 'a@example.com': '409 Conflict: User exists' }),
      { kind: 'rejected' },
      { kind: 'lost', error: { byEmail: new Map([['a@example.com', 409]]) } },
    ],
    ['401', answer(401, { message: 'Unauthorized' }), { kind: 'unauthorised' }, { kind: 'unauthorised' }],
    [
      '403 of a gateway',
      answer(403, { message: 'You cannot consume this service' }),
      { kind: 'forbidden' },
      { kind: 'forbidden' },
    ],
    [
      '403 of the service',
      answer(403, heracles('Admin users cannot be deactivated')),
      { kind: 'rejected', status: 403 },
      { kind: 'rejected', status: 403 },
    ],
    [
      '404 of a gateway',
      answer(404, { message: 'no Route matched' }),
      { kind: 'rejected', error: { fromService: false } },
      { kind: 'rejected', error: { fromService: false } },
    ],
    [
      '429 with Retry-After',
      answer(429, '', { 'retry-after': '7' }),
      { kind: 'rate-limited', retryAfter: '7' },
      { kind: 'rate-limited', retryAfter: '7' },
    ],
    ['429 without', answer(429), { kind: 'rate-limited', retryAfter: undefined }, { kind: 'rate-limited' }],
    ['a refused connection', silence('never'), { kind: 'again' }, { kind: 'again' }],
    ['a dropped connection', silence('perhaps'), { kind: 'again' }, { kind: 'lost' }],
  ])('reads %s rightly for reads and for writes', (_name, given, read, write) => {
    expect(judge(asking('GET'), given)).toMatchObject(read);
    for (const method of ['POST', 'PUT', 'DELETE'] as const) expect(judge(asking(method), given)).toMatchObject(write);
  });
});
