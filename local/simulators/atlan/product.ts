import { loginPage } from '../kit/faults/faulty-answer.ts';
import type { Product } from '../kit/product.ts';
import type { ApiHandler } from './api/api-request.ts';
import { apiRoutes } from './api/routes.ts';
import { serveApi } from './api/serve-api.ts';
import { controlRoutes } from './control/routes.ts';
import { faultWords, LOGIN_PATH } from './fault-words.ts';
import { page } from './page/page.ts';
import { decodeOptions } from './tenant/decode-options.ts';
import type { TenantOptions } from './tenant/options.ts';
import { type AtlanWorld, createWorld } from './world.ts';

/** One Atlan tenant. */
export const ATLAN: Product<TenantOptions, AtlanWorld, ApiHandler> = {
  name: 'atlan',
  requestIdHeader: 'x-atlan-request-id',
  isApi: (pathname) => pathname.startsWith('/api/'),
  routes: apiRoutes,
  decodeOptions,
  createWorld,
  admit: (_asked, now, { rateLimit, options }) => rateLimit.admit(now, options()),
  serve: serveApi,
  faultWords,
  control: controlRoutes,
  page: ({ method, target: { pathname } }) => {
    if (pathname === LOGIN_PATH) return loginPage;
    return pathname === '/' && method === 'GET' ? page() : undefined;
  },
};
