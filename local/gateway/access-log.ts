import { UnknownPart } from '../template/unknown-part.ts';

/** What an HTTP API knows of a request once it has answered. */
export interface Answered {
  readonly apiId: string;
  readonly requestId: string;
  /** Epoch ms of the local cloud's time. */
  readonly at: number;
  /** Undefined where no route fitted. */
  readonly route: string | undefined;
  readonly status: number;
  readonly latencyMs: number;
  /** What the gateway itself said, where it answered. */
  readonly error: string | undefined;
}

type Values = Readonly<Record<string, (answered: Answered) => string>>;

const NONE = '-';

const VALUES: Values = {
  '$context.apiId': ({ apiId }) => apiId,
  '$context.error.message': ({ error }) => error ?? NONE,
  '$context.integrationErrorMessage': () => NONE,
  '$context.requestId': ({ requestId }) => requestId,
  '$context.requestTime': ({ at }) => new Date(at).toUTCString(),
  '$context.responseLatency': ({ latencyMs }) => String(Math.round(latencyMs)),
  '$context.routeKey': ({ route }) => route ?? NONE,
  '$context.status': ({ status }) => String(status),
};

const NAME = /\$context(?:\.\w+)+/g;

/** Writes lines of an access log in the stage's format. Throws `UnknownPart` for a name in it that is not known here. */
export function accessLine(format: string): (answered: Answered) => string {
  const unknown = format.match(NAME)?.find((name) => !Object.hasOwn(VALUES, name));
  if (unknown !== undefined) throw new UnknownPart('The access log', `it writes down ${unknown}`);
  return (answered) => format.replaceAll(NAME, (name) => VALUES[name]?.(answered) ?? NONE);
}
