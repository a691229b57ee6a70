import * as z from 'zod/mini';
import { jsonOrUndefined } from '../../shared/domain/text/json-or-undefined.ts';

import { EXIT, type ExitCode } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import type { Reply } from './post.ts';

const ours = z.object({
  error: z.string(),
  because: z.string(),
  fields: z.optional(z.array(z.object({ field: z.string(), problem: z.string() }))),
});
/** API Gateway answers itself when it refuses a request. */
const gateways = z.object({ message: z.string() });

const KNOWN: Readonly<Record<number, readonly [ExitCode, error: string, because: string]>> = {
  400: [EXIT.usage, 'invalid-input', 'the input is not valid'],
  401: [EXIT.notAllowed, 'unauthorised', 'the signature is not valid: check the credentials, the key and the clock'],
  403: [
    EXIT.notAllowed,
    'not-allowed',
    'AWS does not allow this principal: it needs execute-api:Invoke on this API, and credentials that are still valid',
  ],
  404: [EXIT.notFound, 'not-found', 'nothing with that name exists'],
  409: [EXIT.conflict, 'conflict', 'another operator or process was first: check, then try again'],
  413: [EXIT.usage, 'too-large', 'the request is larger than 256 KiB: send less in one request'],
  429: [EXIT.unreachable, 'too-many-requests', 'too many requests: try again later'],
};

type Fields = NonNullable<z.infer<typeof ours>['fields']>;

/** What an answer other than 2xx means to the user; `told` says what they typed in the wrong fields. */
export function refusalOf({ status, text }: Reply, url: string, told?: (fields: Fields) => string): Refusal {
  const body = jsonOrUndefined(text);
  const said = ours.safeParse(body);
  const [exit, error, because] = KNOWN[status] ?? [EXIT.unreachable, 'unavailable', 'try again later'];
  if (said.success) {
    const { fields = [], error: word, because: sentence } = said.data;
    return new Refusal(exit, { error: word, because: told && fields.length > 0 ? told(fields) : sentence });
  }
  const { message } = gateways.safeParse(body).data ?? {};
  const aside = message === undefined ? '' : ` (${message})`;
  return new Refusal(exit, { error, because: `${url} answered ${status}${aside}: ${because}` });
}
