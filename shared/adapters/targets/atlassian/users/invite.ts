import type { NotDone, Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invitation, Invited } from '../../../../ports/target/target.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { findUsersByEmails } from './find-users.ts';
import { type Accepted, lookAtAll } from './invite-look.ts';
import { judgeBefore, judgeNo } from './invite-outcome.ts';
import { type Asked, type InviteDeps, OPERATION, readyToAsk } from './invite-ready.ts';

type Results = ReadonlyMap<string, Outcome<Invited>>;

/**
 * Looks at everybody first, for an invitation of a member has no documented answer. Invites those who are not there, one request a person, so
 * that a part that failed is about one; then looks at all of them together. An answer that would be the same for all stops the rest.
 */
export async function inviteUsers(deps: InviteDeps, invitations: readonly Invitation[], call: Call): Promise<Results> {
  const { organisation } = deps;
  const { asked, settled } = await readyToAsk(deps, invitations, call);
  if (asked.length === 0) return settled;
  const results = new Map<string, Outcome<Invited>>(settled);
  const before = await findUsersByEmails(
    organisation,
    asked.map(({ email }) => email),
    call,
  );
  if (before.kind !== 'done') return new Map([...results, ...asked.map(({ email }) => [email, before] as const)]);

  const accepted: Accepted[] = [];
  let stopped: NotDone | undefined;
  for (const one of asked) {
    const settledBefore = judgeBefore(organisation, before.value.get(one.email)) ?? stopped;
    if (settledBefore) results.set(one.email, settledBefore);
    else {
      const reply = await send(organisation, one, call);
      if (reply.kind === 'answered' || reply.kind === 'lost') accepted.push({ ...one, reply });
      else results.set(one.email, await judgeNo(deps, one, reply, call));
      const said = results.get(one.email);
      stopped = reply.kind === 'lost' ? notSent(organisation) : said?.kind === 'wait' ? said : undefined;
    }
  }
  return new Map([...results, ...(await lookAtAll(deps, accepted, call))]);
}

function send({ ask, paths, settings }: Organisation, { email, groupId }: Asked, call: Call) {
  const json = {
    emails: [email],
    additionalGroups: [groupId],
    sendNotification: settings.sendNotification,
    ...(settings.notificationText !== undefined && { notificationText: settings.notificationText }),
  };
  return ask({ operation: OPERATION, method: 'POST', path: `${paths.organisation}/users/invite`, json }, call);
}

const notSent = ({ name }: Organisation): NotDone => ({
  kind: 'wait',
  cause: 'down',
  because: `${name} gave no usable answer to another invitation, so this one was not sent`,
});
