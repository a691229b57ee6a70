import type { ControlRoute } from './control/control-request.ts';
import type { Effect } from './faults/fault.ts';
import type { FaultWords } from './faults/faulty-answer.ts';
import type { Answer } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import type { Matched, Route } from './http/route.ts';
import type { Start, World } from './world.ts';

/** One product that the kit serves: its endpoints, what it knows, and how it says no. */
export interface Product<Options, W extends World<Options>, Handler> {
  /** Names its page, `docs/simulators/<name>.md`. */
  readonly name: string;
  /** The header, in lower case, in which a caller names its request. */
  readonly requestIdHeader?: string;
  /** Whether a path belongs to the API: counted, logged and open to faults. */
  readonly isApi: (pathname: string) => boolean;
  readonly routes: readonly Route<Handler>[];
  /** Settings of a tenant, from JSON; what is absent is as in `base`, else the default. Throws `InvalidInput`. */
  readonly decodeOptions: (value: unknown, at: string, base?: Options) => Options;
  readonly createWorld: (start: Start<Options>) => W;
  /** The refusal of a request that is over the limit; nothing of it is done. */
  readonly admit?: (asked: Incoming, now: number, world: W) => Answer | undefined;
  /** Answers one API request in one go; a change is made before it returns. */
  readonly serve: (request: ServedRequest<W, Handler>) => Answer;
  /** How this product words the failures that the fault desk orders. */
  readonly faultWords: FaultWords;
  /** Control endpoints beside those that every simulator has. */
  readonly control: readonly ControlRoute<W>[];
  /** Paths outside the API and the control endpoints; undefined = 404. */
  readonly page: (asked: Incoming) => Answer | undefined;
}

export interface ServedRequest<W, Handler> {
  readonly asked: Incoming;
  readonly matched: Matched<Handler> | undefined;
  /** How the request is to be served, by the fault desk. */
  readonly effects: readonly Effect[];
  readonly world: W;
  /** Epoch ms, by the simulator's clock. */
  readonly now: number;
}
