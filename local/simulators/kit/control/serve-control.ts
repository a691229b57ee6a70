import { InvalidInput } from '../decode.ts';
import { type Answer, json, Refused } from '../http/answer.ts';
import { type Incoming, jsonBody } from '../http/incoming.ts';
import { createRouter } from '../http/route.ts';
import type { World } from '../world.ts';
import { complaint } from './complaint.ts';
import type { ControlRoute } from './control-request.ts';

/** Needs no bearer, but a loopback Host, and for writes the simulator's own Origin: no web page elsewhere can drive it. */
export function createControl<Options, W extends World<Options>>(product: string, routes: readonly ControlRoute<W>[]) {
  const routed = createRouter(routes);
  return (asked: Incoming, world: W, reset: () => void): Answer => {
    const { method, target, body } = asked;
    const foreign = foreignness(asked);
    if (foreign !== undefined) return json(403, { message: foreign });
    if (body === 'too-large') return json(413, { message: 'The body must not be larger than 256 KiB.' });
    const matched = routed(method, target.pathname);
    if (matched === undefined) {
      return json(404, {
        message: `There is no ${method} ${target.pathname}; docs/simulators/${product}.md lists the control endpoints.`,
      });
    }
    try {
      const { params, handle } = matched;
      const now = world.clock.now();
      world.settle(now);
      return handle({ world, params, query: target.searchParams, body: jsonBody(asked), now, reset });
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      if (error instanceof InvalidInput) return complaint(400, `${error.message}.`, error.field);
      if (error instanceof SyntaxError) return complaint(400, 'The body is not valid JSON.');
      throw error;
    }
  };
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

function foreignness({ method, headers }: Incoming): string | undefined {
  const { host = '', origin } = headers;
  if (!LOOPBACK.test(host)) return 'Control endpoints answer on loopback names only.';
  const fromElsewhere = origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  return method !== 'GET' && fromElsewhere ? 'Control endpoints take no writes from other web pages.' : undefined;
}
