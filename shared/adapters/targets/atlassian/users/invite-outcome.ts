import type { Sighting } from '../../../../domain/account/account.ts';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invited } from '../../../../ports/target/target.ts';
import { rejection } from '../../http/rejection.ts';
import type { Reply } from '../../http/target-request.ts';
import type { ErrorBody } from '../http/error-body.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { noSeat, refusal, saysNoSeat, untilSeen } from '../organisation/settle-change.ts';
import { findUsersByEmails } from './find-users.ts';
import { type Asked, type InviteDeps, OPERATION } from './invite-ready.ts';

/** What the look before says of one person; undefined for one to invite. */
export function judgeBefore(
  { name }: Organisation,
  sighting: Sighting = { kind: 'unknown' },
): Outcome<Invited> | undefined {
  switch (sighting.kind) {
    case 'absent':
      return undefined;
    case 'present':
      return done({ how: 'existed', account: sighting.account });
    case 'several':
      return {
        kind: 'refused',
        reason: 'conflict',
        because: `${name} has several accounts with one e-mail; an operator must say which account belongs to whom`,
      };
    case 'unknown':
      return {
        kind: 'retryable',
        because: `${name} does not show whether an e-mail has an account, so it is not invited`,
      };
  }
}

type No = Exclude<Reply<ErrorBody>, { readonly kind: 'answered' | 'lost' }>;

/** What a no to one invitation means. */
export async function judgeNo(
  { organisation, roles }: InviteDeps,
  { email }: Asked,
  reply: No,
  call: Call,
): Promise<Outcome<Invited>> {
  if (reply.kind !== 'rejected') return reply;
  if (saysNoSeat(reply)) return noSeat(organisation, OPERATION, reply);
  if (reply.status === 409) {
    // there already, and perhaps not shown yet; or no seat, which this answer did not say
    const there = await turnsUp(organisation, email, call);
    return there ?? noSeat(organisation, OPERATION, reply);
  }
  if (reply.status === 400) return refusal(organisation, { operation: OPERATION }, reply);
  // the organisation, or the group that gives the role
  if (reply.status === 404) roles.forget();
  return rejection({ tenant: organisation, operation: OPERATION, about: 'request' }, reply);
}

async function turnsUp(organisation: Organisation, email: string, call: Call): Promise<Outcome<Invited> | undefined> {
  let found: Outcome<Invited> | undefined;
  const look = async (): Promise<Outcome<boolean>> => {
    const now = await findUsersByEmails(organisation, [email], call);
    if (now.kind !== 'done') return now;
    found = judgeBefore(organisation, now.value.get(email));
    return done(found !== undefined);
  };
  const seen = await untilSeen(organisation, look, call);
  return seen.kind === 'done' ? found : seen;
}
