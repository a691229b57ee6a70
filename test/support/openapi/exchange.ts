import type { Answer } from '../../../local/simulators/kit/http/answer.ts';
import type { Incoming } from '../../../local/simulators/kit/http/incoming.ts';
import type { Product } from '../../../local/simulators/kit/product.ts';
import type { World } from '../../../local/simulators/kit/world.ts';

/** One request, and what was answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  /** The text of the body; empty when there was none. */
  readonly body: string;
  readonly answer: Answer;
}

/** The same product, and everything that it is asked and answers, the 429s of its limit among it. */
export function watched<Options, W extends World<Options>, Handler>(
  product: Product<Options, W, Handler>,
): { readonly product: Product<Options, W, Handler>; readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  const note = ({ method, target, headers, body }: Incoming, answer: Answer): Answer => {
    exchanges.push({
      method,
      path: target.pathname,
      query: target.searchParams,
      contentType: headers['content-type'],
      body: body.toString(),
      answer,
    });
    return answer;
  };
  return {
    exchanges,
    product: {
      ...product,
      admit: (asked, now, world) => {
        const answer = product.admit?.(asked, now, world);
        return answer && note(asked, answer);
      },
      serve: (request) => note(request.asked, product.serve(request)),
    },
  };
}
