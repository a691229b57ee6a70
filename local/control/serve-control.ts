import type { ServerResponse } from 'node:http';

import { CONTROL_PATH } from '../gateway/gateway.ts';
import type { HttpRequest } from '../gateway/http-api.ts';
import { createRouter } from '../simulators/kit/http/route.ts';
import { followBus } from './follow-bus.ts';
import { type Answer, type Controlled, ROUTES, refused } from './routes.ts';

const routed = createRouter(ROUTES);

/** Serves what stands below the control path. Web pages of other origins may not write. */
export async function serveControl(
  { method, url, headers, body }: HttpRequest,
  response: ServerResponse,
  controlled: Controlled,
): Promise<void> {
  const send = ({ status, value }: Answer) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  const path = url.pathname.slice(CONTROL_PATH.length);
  if (method !== 'GET' && headers.origin !== undefined)
    return send(refused(403, 'Control endpoints take no writes from web pages'));
  if (method === 'GET' && path === '/bus')
    return followBus(response, controlled.buses, url.searchParams.get('follow') === '1');
  const found = routed(method, path);
  if (!found)
    return send(refused(404, `There is no ${method} ${path}; docs/local-cloud.md lists the control endpoints`));
  const asked = jsonOf(body);
  if (asked === 'malformed') return send(refused(400, 'The body is not valid JSON'));
  send(await found.handle({ params: found.params, query: url.searchParams, body: asked.value }, controlled));
}

function jsonOf(body: Buffer): { readonly value: unknown } | 'malformed' {
  try {
    return { value: body.byteLength === 0 ? undefined : JSON.parse(body.toString('utf8')) };
  } catch {
    return 'malformed';
  }
}
