import { loginPage } from '../kit/faults/faulty-answer.ts';
import type { Product } from '../kit/product.ts';
import type { ApiHandler } from './api/api-request.ts';
import { apiRoutes } from './api/routes.ts';
import { serveApi } from './api/serve-api.ts';
import { controlRoutes } from './control/routes.ts';
import { faultWords, LOGIN_PATH } from './fault-words.ts';
import { page } from './page/page.ts';
import { decodeOptions } from './tenant/decode-options.ts';
import type { DirectoryOptions } from './tenant/options.ts';
import { createWorld, type ScimWorld } from './world.ts';

/** One SCIM 2.0 directory. */
export const SCIM: Product<DirectoryOptions, ScimWorld, ApiHandler> = {
  name: 'scim',
  requestIdHeader: 'x-request-id',
  isApi: (pathname) => pathname !== '/' && pathname !== LOGIN_PATH,
  routes: apiRoutes,
  decodeOptions,
  createWorld,
  serve: serveApi,
  faultWords,
  control: controlRoutes,
  page: ({ method, target: { pathname } }) => {
    if (pathname === LOGIN_PATH) return loginPage;
    return pathname === '/' && method === 'GET' ? page() : undefined;
  },
};
