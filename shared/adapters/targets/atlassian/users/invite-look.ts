import type { Sighting } from '../../../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invited, Sightings } from '../../../../ports/target/target.ts';
import { notSeen } from '../../http/settle.ts';
import type { Reply } from '../../http/target-request.ts';
import { addUserToGroups } from '../groups/memberships.ts';
import type { ErrorBody } from '../http/error-body.ts';
import { untilSeen } from '../organisation/settle-change.ts';
import { findUsersByEmails } from './find-users.ts';
import { type Asked, type InviteDeps, OPERATION } from './invite-ready.ts';
import { readInviteAnswer } from './invite-reply.ts';

/** An invitation that was taken, or whose answer was lost. */
export interface Accepted extends Asked {
  readonly reply: Extract<Reply<ErrorBody>, { readonly kind: 'answered' | 'lost' }>;
}

/** Waits until searches show everybody, each with their role; who is not shown by then was invited and not seen. */
export async function lookAtAll(
  deps: InviteDeps,
  accepted: readonly Accepted[],
  call: Call,
): Promise<ReadonlyMap<string, Outcome<Invited>>> {
  const { organisation } = deps;
  const results = new Map<string, Outcome<Invited>>();
  if (accepted.length === 0) return results;
  const failures = await completeGroups(deps, accepted, call);
  const emails = accepted.map(({ email }) => email);
  let seen: Sightings = new Map();
  const look = async (): Promise<Outcome<boolean>> => {
    const now = await findUsersByEmails(organisation, emails, call);
    if (now.kind !== 'done') return now;
    seen = now.value;
    return done(accepted.every(({ email, role }) => failures.has(email) || hasRole(seen.get(email), role)));
  };
  const shown = await untilSeen(organisation, look, call);
  for (const { email, reply } of accepted) {
    const sighting = seen.get(email);
    const failure = failures.get(email);
    if (sighting?.kind === 'present') results.set(email, done({ how: 'invited', account: sighting.account }));
    else if (failure) results.set(email, failure);
    else if (sighting === undefined && shown.kind !== 'done') results.set(email, shown);
    else if (reply.kind === 'answered') results.set(email, done({ how: 'unseen' }));
    else results.set(email, notSeen({ tenant: organisation, operation: OPERATION }, reply));
  }
  return results;
}

/** A role that is not shown cannot be waited for. */
const hasRole = (sighting: Sighting | undefined, role: string): boolean =>
  sighting?.kind === 'present' && [role, undefined].includes(sighting.account.role);

/** A group that the invitation did not assign is assigned by itself, under the id of the answer. */
async function completeGroups(
  deps: InviteDeps,
  accepted: readonly Accepted[],
  call: Call,
): Promise<ReadonlyMap<string, NotDone>> {
  const failures = new Map<string, NotDone>();
  for (const { email, groupId, reply } of accepted) {
    const answer = reply.kind === 'answered' ? readInviteAnswer(reply.body, email) : undefined;
    if (!answer?.isPartial) continue;
    const added = answer.id === undefined ? withoutId(deps) : await addUserToGroups(deps, answer.id, [groupId], call);
    if (added.kind !== 'done') failures.set(email, added);
  }
  return failures;
}

const withoutId = ({ organisation: { name } }: InviteDeps): NotDone => ({
  kind: 'retryable',
  because: `${name} invited a person without the group of their role, and does not say under which id`,
});
