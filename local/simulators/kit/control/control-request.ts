import type { Answer } from '../http/answer.ts';
import type { Route } from '../http/route.ts';

/** One request of a test author, or of the page. */
export interface ControlRequest<W> {
  readonly world: W;
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
  /** Epoch ms. */
  readonly now: number;
  readonly reset: () => void;
}

export type ControlHandler<W> = (request: ControlRequest<W>) => Answer;

export type ControlRoute<W> = Route<ControlHandler<W>>;
