import type { Effect } from '../../kit/faults/fault.ts';
import { hiddenFields } from '../../kit/faults/hidden-fields.ts';
import { listDisorder } from '../../kit/faults/list-disorder.ts';
import { type Answer, json, Refused } from '../../kit/http/answer.ts';
import { type Incoming, jsonBody } from '../../kit/http/incoming.ts';
import type { ServedRequest } from '../../kit/product.ts';
import { frameworkError, noSuchPath, spa } from '../http/answer.ts';
import type { UnleashWorld } from '../world.ts';
import type { ApiEndpoint } from './api-request.ts';
import { authenticate, demandAdmin } from './caller.ts';

/** The request as a healthy instance serves it, in one go. */
export function serveApi({ asked, matched, effects, world, now }: ServedRequest<UnleashWorld, ApiEndpoint>): Answer {
  const { instance } = world;
  const { pathname, searchParams } = asked.target;
  if (pathname.startsWith('/scim')) return spa;
  try {
    if (asked.body === 'too-large') return json(413, { message: 'request entity too large' });
    const body = parsedBody(asked);
    const caller = authenticate(asked.headers.authorization, world);
    if (matched === undefined) return noSuchPath(pathname);
    const { handle, needs, isEnterprise = false } = matched.handle;
    const options = world.options();
    if (isEnterprise && options.edition === 'oss') return noSuchPath(pathname);
    if (needs === 'admin') demandAdmin(caller);
    if (asked.method === 'POST' || asked.method === 'PUT') demandJson(asked);
    return handle({
      instance,
      view: visible(effects, now, world),
      caller,
      options,
      params: matched.params,
      query: searchParams,
      body,
      baseUrl: asked.baseUrl,
      now,
      hiddenFields: hiddenFields(effects),
      disorder: listDisorder(effects),
      countCreate: () => world.limit.count(now, options),
    });
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

function visible(effects: readonly Effect[], now: number, { instance }: UnleashWorld) {
  const delay = Math.max(0, ...effects.map((effect) => (effect.kind === 'delayed-visibility' ? effect.ms : 0)));
  return delay === 0 ? instance.now() : instance.asOf(now - delay);
}

/** Read before anything else, also for a request without a token; only what says that it is JSON. */
function parsedBody(asked: Incoming): unknown {
  if (!isJson(asked)) return undefined;
  try {
    return jsonBody(asked);
  } catch (error) {
    throw new Refused(json(400, { message: error instanceof Error ? error.message : 'Unexpected token' }));
  }
}

const isJson = ({ headers }: Incoming): boolean => headers['content-type']?.startsWith('application/json') === true;

function demandJson(asked: Incoming): void {
  if (isJson(asked)) return;
  const given = asked.headers['content-type'] ?? "you didn't provide one";
  const message = `We do not accept the content-type you provided (${given}). Try using one of the content-types we do accept instead (application/json) and make sure the body is in the corresponding format.`;
  throw new Refused(frameworkError(415, 'ContentTypeError', message));
}
