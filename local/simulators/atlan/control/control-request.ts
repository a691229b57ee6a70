import type { Answer } from '../http/answer.ts';
import type { Route } from '../http/route.ts';
import type { World } from '../world.ts';

/** One request of a test author, or of the page. */
export interface ControlRequest {
  readonly world: World;
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
  /** Epoch ms. */
  readonly now: number;
  readonly reset: () => void;
}

export type ControlHandler = (request: ControlRequest) => Answer;

export type ControlRoute = Route<ControlHandler>;
