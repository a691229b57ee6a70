import { InvalidInput } from '../../kit/decode.ts';
import { hiddenFields } from '../../kit/faults/hidden-fields.ts';
import { listDisorder } from '../../kit/faults/list-disorder.ts';
import { type Answer, Refused } from '../../kit/http/answer.ts';
import { type Incoming, jsonBody } from '../../kit/http/incoming.ts';
import type { ServedRequest } from '../../kit/product.ts';
import { gateway, problem, refuse } from '../http/answer.ts';
import type { OrganisationOptions } from '../organisation/options.ts';
import type { AtlassianWorld } from '../world.ts';
import type { ApiHandler } from './api-request.ts';

type Served = ServedRequest<AtlassianWorld, ApiHandler>;

/** The request as a healthy organisation serves it, in one go. */
export function serveApi(request: Served): Answer {
  const { asked, matched, world, effects, now } = request;
  const options = world.options();
  try {
    if (asked.body === 'too-large') return gateway(413, 'Payload Too Large');
    if (asked.headers.authorization !== `Bearer ${world.token()}`) return gateway(401, 'Unauthorized');
    if (matched === undefined) return gateway(404, 'Not Found');
    refuseScopedKey(asked, options);
    return matched.handle({
      organisation: world.organisation,
      seen: seenBy(request),
      options,
      params: matched.params,
      query: asked.target.searchParams,
      body: parsedBody(asked, options),
      now,
      hiddenFields: hiddenFields(effects),
      disorder: listDisorder(effects),
    });
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof InvalidInput)
      return problem(options, { status: 400, code: 'ADMIN-400-24', title: 'Bad Request', detail: error.message });
    throw error;
  }
}

/** Scopes are for reading: users and groups are written only by a key without scopes. */
function refuseScopedKey({ method, target }: Incoming, options: OrganisationOptions): void {
  if (options.scopedKey === null || method === 'GET' || target.pathname.endsWith('/search')) return;
  throw options.scopedKey === 401
    ? refuse(options, 401, 'ADMIN-401-2', 'Unauthorized', 'INSUFFICIENT_SCOPE')
    : refuse(options, 403, 'ADMIN-UAM-403-1', 'Forbidden', 'INSUFFICIENT_SCOPE');
}

/** Reads lag by the option, and by the fault of that name. */
function seenBy({ world, effects, now }: Served) {
  const { organisation } = world;
  const lags = effects.map((effect) => (effect.kind === 'delayed-visibility' ? effect.ms : 0));
  const lag = Math.max(world.options().visibilityMs, ...lags);
  if (lag === 0) return organisation;
  return { users: organisation.users.asOf(now - lag), groups: organisation.groups.asOf(now - lag) };
}

/** The Organizations API refuses a POST without a JSON body, if an empty one, and without its content type. */
function parsedBody(asked: Incoming, options: OrganisationOptions): unknown {
  const isStrict = asked.method === 'POST' && asked.target.pathname.startsWith('/admin/');
  if (isStrict && !/^application\/json\b/.test(asked.headers['content-type'] ?? ''))
    throw refuse(options, 415, 'ADMIN-UAM-415-1', 'Unsupported Media Type');
  try {
    return jsonBody(asked);
  } catch {
    throw refuse(options, 400, 'ADMIN-400-24', 'Bad Request', 'The body is not valid JSON');
  }
}
