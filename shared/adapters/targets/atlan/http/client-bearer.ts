import * as z from 'zod/mini';

import type { ClientBearer } from '../../http/ask-for-bearer.ts';
import { field } from '../../http/decode.ts';
import { figure } from './records.ts';

const answer = z.looseObject({
  accessToken: field(z.string()),
  access_token: field(z.string()),
  expiresIn: figure,
  expires_in: figure,
});

/** What Atlan's Python SDK takes where an answer does not say. */
const LIFE_SECONDS = 600;

/** Atlan's own endpoint for bearers. Its fields are camelCase in the SDKs' answers, and may be snake_case. */
export const CLIENT_BEARER: ClientBearer = {
  request: ({ clientId, clientSecret }) => ({
    operation: 'oauth.token',
    method: 'POST',
    reads: true,
    path: '/api/service/oauth-clients/token',
    json: { clientId, clientSecret },
  }),
  read: (body) => {
    const given = answer.safeParse(body);
    if (!given.success) return undefined;
    const { accessToken, access_token: snake, expiresIn, expires_in: snakeSeconds } = given.data;
    const token = accessToken ?? snake;
    return token === undefined || token === ''
      ? undefined
      : { token, lifeMs: (expiresIn ?? snakeSeconds ?? LIFE_SECONDS) * 1000 };
  },
};
