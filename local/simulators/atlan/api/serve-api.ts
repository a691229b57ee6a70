import { InvalidInput } from '../decode.ts';
import type { Effect } from '../faults/fault.ts';
import { CUT, faultyAnswer } from '../faults/faulty-answer.ts';
import { hiddenFields } from '../faults/hidden-fields.ts';
import { listDisorder } from '../faults/list-disorder.ts';
import { type Answer, badRequest, forbiddenAccount, gatewayError, notFound, Refused } from '../http/answer.ts';
import { type Incoming, jsonBody } from '../http/incoming.ts';
import { createRouter, type Matched } from '../http/route.ts';
import type { World } from '../world.ts';
import type { ApiHandler } from './api-request.ts';
import { authenticate, mayAdminister } from './caller.ts';
import { apiRoutes } from './routes.ts';

const routed = createRouter(apiRoutes);

/** Rate limit, then faults, then the request itself; every request is counted and logged. */
export async function serveApi(asked: Incoming, world: World): Promise<Answer | typeof CUT> {
  const started = performance.now();
  const { method, target, headers } = asked;
  const time = world.clock.now();
  const matched = routed(method, target.pathname);
  const endpoint = matched?.key ?? 'unknown';
  const { answer, fault } = await answered(asked, matched, world);
  world.log.add({
    time,
    endpoint,
    method,
    path: target.pathname,
    status: answer === CUT ? 0 : answer.status,
    fault,
    requestId: headers['x-atlan-request-id']?.toString() ?? null,
    ms: Math.round(performance.now() - started),
  });
  return answer;
}

interface Answered {
  readonly answer: Answer | typeof CUT;
  readonly fault: string | null;
}

async function answered(asked: Incoming, matched: Matched<ApiHandler> | undefined, world: World): Promise<Answered> {
  const blocked = world.rateLimit.admit(world.clock.now(), world.options());
  if (blocked !== undefined) return { answer: blocked, fault: null };
  const { failure, effects } = world.faults.meet(matched?.key ?? 'unknown');
  const fault = [failure, ...effects].find((met) => met !== undefined)?.kind ?? null;
  for (const effect of effects) if (effect.kind === 'slow') await asked.wait(effect.ms);
  const serve = () => served(asked, matched, effects, world);
  const { baseUrl } = asked;
  const now = world.clock.now();
  return { answer: failure === undefined ? serve() : faultyAnswer(failure, serve, { baseUrl, now }), fault };
}

/** The request as a healthy tenant serves it, in one go. */
function served(
  asked: Incoming,
  matched: Matched<ApiHandler> | undefined,
  effects: readonly Effect[],
  world: World,
): Answer {
  const { tenant } = world;
  const options = world.options();
  const now = world.clock.now();
  tenant.settle(now);
  try {
    if (asked.body === 'too-large') return gatewayError(413, 'Request size limit exceeded');
    const caller = authenticate(asked.headers.authorization, tenant, now, options);
    if (matched === undefined) return notFound('no such path');
    if (asked.method !== 'GET' && !mayAdminister(caller)) return forbiddenAccount('Only administrators may do this.');
    return matched.handle({
      tenant,
      view: visible(effects, now, world),
      caller,
      options,
      params: matched.params,
      query: asked.target.searchParams,
      body: parsedBody(asked),
      now,
      hiddenFields: hiddenFields(effects),
      disorder: listDisorder(effects),
    });
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof InvalidInput) return badRequest(`400 Bad Request: ${error.message}`);
    throw error;
  }
}

function visible(effects: readonly Effect[], now: number, { tenant }: World) {
  const delay = Math.max(0, ...effects.map((effect) => (effect.kind === 'delayed-visibility' ? effect.ms : 0)));
  return delay === 0 ? tenant : tenant.asOf(now - delay);
}

function parsedBody(asked: Incoming): unknown {
  try {
    return jsonBody(asked);
  } catch {
    throw new Refused(badRequest('400 Bad Request: the body is not valid JSON'));
  }
}
