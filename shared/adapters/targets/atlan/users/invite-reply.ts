import * as z from 'zod/mini';
import type { NotDone } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Reply as ReplyOf } from '../../http/target-request.ts';
import type { ErrorBody } from '../http/error-body.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** What came of one request that invites. */
export type Reply = ReplyOf<ErrorBody>;

/** A gate, our own store, or a refusal of every invitation (single sign-on enforced). */
export function stopsEverybody({ name }: Tenant, reply: Reply): NotDone | undefined {
  if (reply.kind === 'wait' || reply.kind === 'retryable') return reply;
  if (reply.kind !== 'rejected' || reply.status !== 403) return undefined;
  const because = `${name} allows no invitations; where single sign-on is enforced, set provisionedBy to idp or scim`;
  return { kind: 'wait', cause: 'forbidden', because };
}

/** True when Atlan itself finished with the request: then nothing of it is still on its way. */
export const isAnsweredNo = (reply: Reply): boolean =>
  reply.kind === 'rejected' || (reply.kind === 'lost' && reply.error?.fromService === true);

/** Whether the answer to many gives this one a reason of its own. */
export const wasNamed = (reply: Reply, email: string): boolean => reasonFor(reply, email) !== undefined;

/** The status Atlan gave for one person; 500 when it named the person without one, undefined when it did not. */
export function reasonFor(reply: Reply, email: string): number | undefined {
  if (reply.kind === 'answered') return failedIn(reply.body).has(email) ? 400 : undefined;
  const reasons = reply.kind === 'rejected' || reply.kind === 'lost' ? reply.error?.byEmail : undefined;
  return reasons?.has(email) ? (reasons.get(email) ?? 500) : undefined;
}

const seed002Answer = z.looseObject({ failedUsers: z.record(z.string(), z.unknown()) });

/** Some third-party documents describe failures inside a 200. */
function failedIn(body: unknown): ReadonlySet<string> {
  const parsed = seed002Answer.safeParse(body);
  return new Set(parsed.success ? Object.keys(parsed.data.failedUsers).map(normaliseEmail) : []);
}
