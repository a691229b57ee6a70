import { InvalidInput } from '../../kit/decode.ts';
import type { Effect } from '../../kit/faults/fault.ts';
import { hiddenFields } from '../../kit/faults/hidden-fields.ts';
import { listDisorder } from '../../kit/faults/list-disorder.ts';
import { type Answer, Refused } from '../../kit/http/answer.ts';
import { type Incoming, jsonBody } from '../../kit/http/incoming.ts';
import type { ServedRequest } from '../../kit/product.ts';
import { badRequest, forbiddenAccount, gatewayError, notFound } from '../http/answer.ts';
import { type Actor, personActor, SCIM_SERVICE, serviceActor } from '../tenant/events/actor.ts';
import type { AtlanWorld } from '../world.ts';
import type { ApiHandler } from './api-request.ts';
import { authenticate, type Caller, mayAdminister } from './caller.ts';
import { issueBearer } from './oauth/issue-bearer.ts';
import { isIssue } from './oauth/routes.ts';
import { isScim, serveScim } from './scim/routes.ts';

/** The request as a healthy tenant serves it, in one go. */
export function serveApi({ asked, matched, effects, world, now }: ServedRequest<AtlanWorld, ApiHandler>): Answer {
  const { tenant } = world;
  const options = world.options();
  try {
    if (asked.body === 'too-large') return gatewayError(413, 'Request size limit exceeded');
    if (matched === undefined) return notFound('no such path');
    const seenAt = now - delayOf(effects);
    const request = () => ({
      tenant,
      view: seenAt === now ? tenant : tenant.asOf(seenAt),
      seenAt,
      options,
      params: matched.params,
      query: asked.target.searchParams,
      body: parsedBody(asked),
      now,
      hiddenFields: hiddenFields(effects),
      disorder: listDisorder(effects),
    });
    const header = asked.headers.authorization;
    const byScim =
      options.scimTenant &&
      tenant.events.by(options.scimEvents ? SCIM_SERVICE : undefined, () =>
        serveScim(matched.key, { header, token: tenant.scim.token }, request),
      );
    if (byScim) return byScim;
    if (isScim(matched.key)) return notFound('no such path');
    if (isIssue(matched.key)) return issueBearer(request());
    const caller = authenticate(header, tenant, now, options);
    if (asked.method !== 'GET' && !mayAdminister(caller)) return forbiddenAccount('Only administrators may do this.');
    return tenant.events.by(actorOf(caller), () => matched.handle({ ...request(), caller }));
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof InvalidInput) return badRequest(`400 Bad Request: ${error.message}`);
    throw error;
  }
}

const delayOf = (effects: readonly Effect[]): number =>
  Math.max(0, ...effects.map((effect) => (effect.kind === 'delayed-visibility' ? effect.ms : 0)));

function actorOf(caller: Caller): Actor {
  switch (caller.kind) {
    case 'user':
      return personActor(caller.user.id);
    case 'client':
      return serviceActor(caller.client.id);
    case 'token':
      return serviceActor(caller.token.id);
  }
}

function parsedBody(asked: Incoming): unknown {
  try {
    return jsonBody(asked);
  } catch {
    throw new Refused(badRequest('400 Bad Request: the body is not valid JSON'));
  }
}
