import { describe, expect, it } from 'vitest';

import { httpAnswer, readHttpEvent } from '../../../shared/runtime/http-event.ts';
import { httpApiEvent } from '../../support/lambda.ts';

describe('an event of the HTTP API', () => {
  it('is read with its route, its path and its caller', () => {
    const path = { command: 'explain' };
    const event = httpApiEvent({ route: 'POST /operate/{command}', path, caller: 'arn:aws:iam::1:role/ops' });
    expect(readHttpEvent(event)).toMatchObject({
      route: 'POST /operate/{command}',
      path,
      caller: 'arn:aws:iam::1:role/ops',
    });
    expect(readHttpEvent(httpApiEvent({ route: 'POST /events' })).caller).toBeUndefined();
  });

  it.each<[string, string | Uint8Array | undefined, readonly number[]]>([
    ['text', 'ä', [0xc3, 0xa4]],
    ['base64', Uint8Array.from([0, 0xff]), [0, 0xff]],
    ['nothing', undefined, []],
  ])('gives the bytes that came as %s', (_case, body, bytes) => {
    expect([...readHttpEvent(httpApiEvent({ route: 'POST /events', body })).body]).toEqual(bytes);
  });
});

describe('an answer', () => {
  it('has a content type only where it has a content', () => {
    expect(httpAnswer(200, '')).toEqual({ statusCode: 200, body: '' });
    expect(httpAnswer(404, 'no such connection').headers).toEqual({ 'content-type': 'text/plain; charset=utf-8' });
  });
});
