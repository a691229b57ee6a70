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
/** API Gateway answers for itself where it lets nobody through. */
const gateways = z.object({ message: z.string() });

const KNOWN: Readonly<Record<number, readonly [ExitCode, error: string, because: string]>> = {
  400: [EXIT.usage, 'invalid-input', 'the input is not valid'],
  401: [EXIT.notAllowed, 'unauthorised', 'the signature does not hold: look at the credentials, the key and the clock'],
  403: [
    EXIT.notAllowed,
    'not-allowed',
    'AWS does not let this principal in: it needs execute-api:Invoke on this API, and credentials that are still valid',
  ],
  404: [EXIT.notFound, 'not-found', 'nothing of that name is there'],
  409: [EXIT.conflict, 'conflict', 'somebody was faster: look, then ask again'],
  413: [EXIT.usage, 'too-large', 'the request is larger than 256 KiB: send less at once'],
  429: [EXIT.unreachable, 'too-many-requests', 'too many requests: ask again in a while'],
};

type Fields = NonNullable<z.infer<typeof ours>['fields']>;

/** What an answer other than 2xx means to the person who asked; `told` says of the fields that are wrong what they typed. */
export function refusalOf({ status, text }: Reply, url: string, told?: (fields: Fields) => string): Refusal {
  const body = jsonOrUndefined(text);
  const said = ours.safeParse(body);
  const [exit, error, because] = KNOWN[status] ?? [EXIT.unreachable, 'unavailable', 'ask again in a while'];
  if (said.success) {
    const { fields = [], error: word, because: sentence } = said.data;
    return new Refusal(exit, { error: word, because: told && fields.length > 0 ? told(fields) : sentence });
  }
  const { message } = gateways.safeParse(body).data ?? {};
  const aside = message === undefined ? '' : ` (${message})`;
  return new Refusal(exit, { error, because: `${url} answered ${status}${aside}: ${because}` });
}
