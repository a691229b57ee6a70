import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readErrorBody } from '../../../../../../shared/adapters/targets/atlan/http/error-body.ts';

const read = (body: unknown) => readErrorBody(JSON.stringify(body));

describe('an error body', () => {
  it.each([
    [
      'A, Heracles',
      {
        code: 3500,
        error: 'keycloak error',
        info: null,
        message: "409 Conflict: Top level group named 'x' already exists.",
        requestId: 'r',
      },
      { fromService: true, code: 'keycloak error', embeddedStatus: 409 },
    ],
    [
      "A', a toggle refused",
      { code: 1006, error: 'forbidden', message: 'User was unable to be deactivated' },
      { fromService: true, code: 'forbidden' },
    ],
    [
      'B, invitations',
      { 'J@Example.com': '409 Conflict: User exists with the same email' },
      { fromService: true, byEmail: new Map([['j@example.com', 409]]) },
    ],
    [
      'C, metastore',
      { errorCode: 'ATLAS-404-00-00A', errorMessage: 'Instance not found', errorId: 'x' },
      { fromService: true, code: 'ATLAS-404-00-00A' },
    ],
    [
      'D, Keycloak',
      { error: 'invalid_client', error_description: 'bad' },
      { fromService: true, code: 'invalid_client' },
    ],
    ['E, gateway', { message: 'API rate limit exceeded' }, { fromService: false }],
  ])('of shape %s is understood', (_name, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  it.each(['', '<html>login</html>', 'null', '[]', '"text"', '{"message":'])(
    'that is %j comes from no service',
    (text) => {
      expect(readErrorBody(text)).toEqual({ fromService: false, byEmail: new Map() });
    },
  );

  it('never throws, and never hands on a sentence of the target', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const { code } = readErrorBody(text);
          expect(code ?? '').toMatch(/^[\w .:-]{0,64}$/);
        },
      ),
    );
    expect(read({ error: 'no such user: ada@example.com', code: 7 }).code).toBe('7');
  });
});
