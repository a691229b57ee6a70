import { InvalidInput } from '../../kit/decode.ts';
import { hiddenFields } from '../../kit/faults/hidden-fields.ts';
import { listDisorder } from '../../kit/faults/list-disorder.ts';
import { type Answer, Refused } from '../../kit/http/answer.ts';
import { type Incoming, jsonBody } from '../../kit/http/incoming.ts';
import type { ServedRequest } from '../../kit/product.ts';
import { refuse, scimError } from '../../kit/scim/answer.ts';
import type { DirectoryOptions } from '../tenant/options.ts';
import type { ScimWorld } from '../world.ts';
import type { ApiHandler } from './api-request.ts';
import { worded } from './word-errors.ts';

/** The request as a healthy server serves it, in one go. */
export function serveApi(request: ServedRequest<ScimWorld, ApiHandler>): Answer {
  return worded(answerTo(request), request.world.options());
}

function answerTo({ asked, matched, effects, world, now }: ServedRequest<ScimWorld, ApiHandler>): Answer {
  const { directory } = world;
  const options = world.options();
  try {
    if (asked.body === 'too-large') return scimError(413, 'The body is too large.');
    if (asked.headers.authorization !== `Bearer ${world.token()}`)
      return scimError(401, 'The bearer token is not known.');
    if (matched === undefined) return scimError(404, 'There is no such endpoint.');
    checkMediaType(asked, options);
    const delay = Math.max(0, ...effects.map((effect) => (effect.kind === 'delayed-visibility' ? effect.ms : 0)));
    return matched.handle({
      directory,
      view: delay === 0 ? directory : directory.asOf(now - delay),
      options,
      params: matched.params,
      query: asked.target.searchParams,
      body: parsedBody(asked),
      ifMatch: asked.headers['if-match'],
      now,
      baseUrl: asked.baseUrl,
      hiddenFields: hiddenFields(effects),
      disorder: listDisorder(effects),
    });
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof InvalidInput) return scimError(400, `${error.message}.`, 'invalidValue');
    throw error;
  }
}

function checkMediaType({ headers, body }: Incoming, { mediaTypes }: DirectoryOptions): void {
  if (body.length === 0) return;
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isScim = type === 'application/scim+json';
  const isTaken = mediaTypes === 'both' ? isScim || type === 'application/json' : isScim === (mediaTypes === 'scim');
  if (!isTaken) throw refuse(415, 'This media type is not taken.');
}

function parsedBody(asked: Incoming): unknown {
  try {
    return jsonBody(asked);
  } catch {
    throw refuse(400, 'The body is not JSON.', 'invalidSyntax');
  }
}
