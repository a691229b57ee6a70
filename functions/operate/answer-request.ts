import type { OperatorRequest } from '../../shared/app/operate/deps.ts';
import { type OperateAnswer, operate } from '../../shared/app/operate/operate.ts';
import { jsonOrUndefined } from '../../shared/domain/text/json-or-undefined.ts';

export interface OperateRequest {
  readonly command: string;
  /** JSON; an empty body means an empty object. */
  readonly body: Uint8Array;
  /** The AWS principal, when the route let one in. */
  readonly caller: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

const MAX_BODY_BYTES = 256 * 1024;

/** One operate command from its bytes to its answer. */
export async function answerRequest(
  { command, body, caller }: OperateRequest,
  request: Omit<OperatorRequest, 'actor'>,
): Promise<HttpAnswer> {
  const { observe } = request.deps;
  if (caller === undefined)
    return refusal(401, { error: 'unauthorised', because: 'Sign the request as an AWS principal' });
  if (body.byteLength > MAX_BODY_BYTES)
    return refusal(413, { error: 'too-large', because: `A body holds at most ${MAX_BODY_BYTES} bytes` });
  const input = body.byteLength === 0 ? {} : jsonOrUndefined(Buffer.from(body).toString('utf8'));
  const answer = await operate(command, input, { ...request, actor: caller });
  if (answer.kind === 'done') return { status: 200, body: JSON.stringify(answer.value) };
  observe.info('operate-refused', { error: answer.error });
  const { kind: _, ...said } = answer;
  return refusal(statusOf(answer), said);
}

const refusal = (status: number, said: object): HttpAnswer => ({ status, body: JSON.stringify(said) });

function statusOf({ error }: Extract<OperateAnswer, { kind: 'refused' }>): number {
  switch (error) {
    case 'invalid-input':
      return 400;
    case 'unknown-command':
    case 'not-found':
      return 404;
    case 'conflict':
      return 409;
  }
}
