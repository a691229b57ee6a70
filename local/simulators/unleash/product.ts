import { loginPage } from '../kit/faults/faulty-answer.ts';
import { ok } from '../kit/http/answer.ts';
import type { Product } from '../kit/product.ts';
import type { ApiEndpoint } from './api/api-request.ts';
import { apiRoutes } from './api/routes.ts';
import { serveApi } from './api/serve-api.ts';
import { controlRoutes } from './control/routes.ts';
import { faultWords } from './fault-words.ts';
import { spa } from './http/answer.ts';
import { page } from './page/page.ts';
import { decodeOptions, type InstanceOptions } from './tenant/options.ts';
import { createWorld, type UnleashWorld } from './world.ts';

/** One instance of Unleash. */
export const UNLEASH: Product<InstanceOptions, UnleashWorld, ApiEndpoint> = {
  name: 'unleash',
  isApi: (pathname) => pathname.startsWith('/api/') || pathname.startsWith('/scim'),
  routes: apiRoutes,
  decodeOptions,
  createWorld,
  serve: serveApi,
  faultWords,
  control: controlRoutes,
  page: ({ method, target: { pathname } }) => {
    if (pathname === '/login') return loginPage;
    if (method !== 'GET') return undefined;
    if (pathname === '/health') return ok({ health: 'GOOD' });
    // whatever else is asked for, Unleash answers its web interface
    return pathname === '/' ? page() : spa;
  },
};
