import { CUT, faultyAnswer } from './faults/faulty-answer.ts';
import type { Answer } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import { createRouter, type Matched } from './http/route.ts';
import type { Product } from './product.ts';
import type { World } from './world.ts';

interface Answered {
  readonly answer: Answer | typeof CUT;
  readonly fault: string | null;
}

/** Limit, then faults, then the request itself; every request is counted and logged. */
export function createApi<Options, W extends World<Options>, Handler>(product: Product<Options, W, Handler>) {
  const routed = createRouter(product.routes);

  async function answered(asked: Incoming, matched: Matched<Handler> | undefined, world: W): Promise<Answered> {
    const blocked = product.admit?.(asked, world.clock.now(), world);
    if (blocked !== undefined) return { answer: blocked, fault: null };
    const { failure, effects } = world.faults.meet(matched?.key ?? 'unknown');
    const fault = [failure, ...effects].find((met) => met !== undefined)?.kind ?? null;
    for (const effect of effects) if (effect.kind === 'slow') await asked.wait(effect.ms);
    const now = world.clock.now();
    const serve = () => {
      world.settle(now);
      return product.serve({ asked, matched, effects, world, now });
    };
    const { baseUrl } = asked;
    return {
      answer: failure === undefined ? serve() : faultyAnswer(failure, serve, product.faultWords, { baseUrl, now }),
      fault,
    };
  }

  return async (asked: Incoming, world: W): Promise<Answer | typeof CUT> => {
    const started = performance.now();
    const { method, target, headers } = asked;
    const time = world.clock.now();
    const matched = routed(method, target.pathname);
    const { answer, fault } = await answered(asked, matched, world);
    world.log.add({
      time,
      endpoint: matched?.key ?? 'unknown',
      method,
      path: target.pathname,
      status: answer === CUT ? 0 : answer.status,
      fault,
      requestId: headers[product.requestIdHeader ?? '']?.toString() ?? null,
      ms: Math.round(performance.now() - started),
    });
    return answer;
  };
}
