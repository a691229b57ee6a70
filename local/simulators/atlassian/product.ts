import { loginPage } from '../kit/faults/faulty-answer.ts';
import type { Product } from '../kit/product.ts';
import type { ApiHandler } from './api/api-request.ts';
import { apiRoutes } from './api/routes.ts';
import { serveApi } from './api/serve-api.ts';
import { controlRoutes } from './control/routes.ts';
import { faultWords, LOGIN_PATH } from './fault-words.ts';
import { decodeOptions } from './organisation/decode-options.ts';
import type { OrganisationOptions } from './organisation/options.ts';
import { page } from './page/page.ts';
import { type AtlassianWorld, createWorld } from './world.ts';

/** One Atlassian organisation, over both of its APIs. */
export const ATLASSIAN: Product<OrganisationOptions, AtlassianWorld, ApiHandler> = {
  name: 'atlassian',
  isApi: (pathname) => pathname.startsWith('/admin/') || pathname.startsWith('/users/'),
  routes: apiRoutes,
  decodeOptions,
  createWorld,
  admit: (_asked, now, world) => world.rateLimit.admit(now, world.options()),
  serve: serveApi,
  faultWords,
  control: controlRoutes,
  page: ({ method, target: { pathname } }) => {
    if (pathname === LOGIN_PATH) return loginPage;
    return pathname === '/' && method === 'GET' ? page() : undefined;
  },
};
