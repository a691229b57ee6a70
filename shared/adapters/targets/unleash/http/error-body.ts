import * as z from 'zod/mini';
import { jsonOrUndefined } from '../../../../domain/text/json-or-undefined.ts';
import type { ErrorSaid } from '../../http/verdict.ts';

/**
 * What an error is about, where its name is not enough to know: Unleash says 400 of a user who exists, 500 of an address that is taken, and
 * 404 both of a user and of a path that the edition does not have.
 */
type Meaning = 'no-such-path' | 'user-exists' | 'address-taken' | 'unknown-member' | 'scim' | 'name-taken';

export interface ErrorBody extends ErrorSaid {
  readonly meaning?: Meaning;
}

/** By a part of the sentence that Unleash 8.2.0 writes. The sentence itself is not kept: some quote an address. */
const SENTENCES: readonly (readonly [part: string, meaning: Meaning])[] = [
  ['The path you were looking for', 'no-such-path'],
  ['User already exists', 'user-exists'],
  ['users_email_key', 'address-taken'],
  ['Incorrect user id in the users group', 'unknown-member'],
  ['managed by your SCIM provider', 'scim'],
  ['of a SCIM group', 'scim'],
  ['Group name already exists', 'name-taken'],
];

const body = z.object({
  name: z.string().check(z.regex(/^\w{1,64}$/)),
  message: z.catch(z.string(), ''),
  details: z.catch(z.array(z.object({ message: z.catch(z.string(), '') })), []),
});

/** Reads the text of an error answer; total. What Unleash writes has a `name`; a gateway's answer, and one to broken JSON, has none. */
export function readErrorBody(text: string): ErrorBody {
  const read = body.safeParse(jsonOrUndefined(text));
  if (!read.success) return { fromService: false };
  const { name: code, message, details } = read.data;
  const said = [message, ...details.map((detail) => detail.message)];
  const meaning = SENTENCES.find(([part]) => said.some((sentence) => sentence.includes(part)))?.[1];
  // a path that is not there says nothing of an account: the base URL may be wrong
  return { fromService: meaning !== 'no-such-path', code, ...(meaning && { meaning }) };
}
