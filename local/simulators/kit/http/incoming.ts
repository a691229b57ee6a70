import type { IncomingHttpHeaders } from 'node:http';

/** A request with its body read. */
export interface Incoming {
  readonly method: string;
  readonly target: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer | 'too-large';
  /** `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
  /** Real milliseconds; rejects when the simulator is stopped. */
  wait(ms: number): Promise<void>;
}

/** @throws {SyntaxError} when the body is not JSON. Undefined for an empty body. */
export function jsonBody({ body }: Incoming): unknown {
  return body.length === 0 ? undefined : JSON.parse(body.toString());
}
