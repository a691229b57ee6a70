import type { Sighting } from '../../../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invitation, Invited, Sightings } from '../../../../ports/target/target.ts';
import type { Reply } from '../../http/caller.ts';
import { rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import { addUserToGroups, type MembershipDeps } from '../groups/memberships.ts';
import type { RoleGroups } from '../groups/role-groups.ts';
import type { ErrorBody } from '../http/error-body.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { noSeat, refusal, saysNoSeat, untilSeen } from '../organisation/settle-change.ts';
import { findUsersByEmails } from './find-users.ts';
import { readInviteAnswer } from './invite-reply.ts';

type Results = Map<string, Outcome<Invited>>;
type Deps = MembershipDeps & { readonly roles: RoleGroups };

interface Asked {
  readonly email: string;
  readonly role: string;
  readonly groupId: string;
}

const OPERATION = 'users.invite';

/**
 * Looks at everybody first, for an invitation of a member has no documented answer. Invites whoever is not there, one request a person, so
 * that a part that failed is about one; then looks at all of them together.
 */
export async function inviteUsers(deps: Deps, invitations: readonly Invitation[], call: Call): Promise<Results> {
  const { organisation } = deps;
  const results: Results = new Map();
  const asked = await readyToAsk(deps, invitations, results, call);
  if (asked.length === 0) return results;
  const emails = asked.map(({ email }) => email);
  const before = await findUsersByEmails(organisation, emails, call);
  if (before.kind !== 'done') return withAll(results, emails, before);

  const accepted: Accepted[] = [];
  let stopped: NotDone | undefined;
  for (const one of asked) {
    const there = judgeBefore(organisation, before.value.get(one.email));
    if (there || stopped) {
      results.set(one.email, there ?? (stopped as NotDone));
      continue;
    }
    const json = bodyOf(organisation, one);
    const path = `${organisation.paths.organisation}/users/invite`;
    const reply = await organisation.ask({ operation: OPERATION, method: 'POST', path, json }, call);
    if (reply.kind === 'answered' || reply.kind === 'lost') accepted.push({ ...one, reply });
    else {
      const outcome = await judgeNo(deps, one, reply, call);
      results.set(one.email, outcome);
      if (outcome.kind === 'wait') stopped = outcome;
    }
  }
  for (const [email, outcome] of await lookAtAll(deps, accepted, call)) results.set(email, outcome);
  return results;
}

/** Who can be asked in at all: their role is one that we give, and it has a group to put them into. */
async function readyToAsk(
  { roles, directories }: Deps,
  invitations: readonly Invitation[],
  results: Results,
  call: Call,
): Promise<readonly Asked[]> {
  const wanted = invitations.map(({ email, role }) => ({
    email: normaliseEmail(email),
    role,
    grantable: roles.grantable(role),
  }));
  for (const { email, grantable } of wanted) if (grantable.kind !== 'done') results.set(email, grantable);
  const open = wanted.flatMap(({ email, grantable }) =>
    grantable.kind === 'done' ? [{ email, role: grantable.value }] : [],
  );
  if (open.length === 0) return [];
  const may = await directories.mayWrite(call);
  const ids = may.kind === 'done' ? await roles.ids(call) : may;
  if (ids.kind !== 'done') {
    withAll(
      results,
      open.map(({ email }) => email),
      ids,
    );
    return [];
  }
  return open.flatMap(({ email, role }) => {
    const groupId = ids.value[role];
    if (groupId !== undefined) return [{ email, role, groupId }];
    results.set(email, noGroupFor(role));
    return [];
  });
}

const noGroupFor = (role: string): NotDone => ({
  kind: 'permanent',
  because: `An invitation needs a group, and no group gives the role ${role}: name one in atlassian.roleGroups`,
});

const bodyOf = ({ settings }: Organisation, { email, groupId }: Asked) => ({
  emails: [email],
  additionalGroups: [groupId],
  sendNotification: settings.sendNotification,
  ...(settings.notificationText !== undefined && { notificationText: settings.notificationText }),
});

/** What the look before says of one person; undefined for one to invite. */
function judgeBefore({ name }: Organisation, sighting: Sighting = { kind: 'unknown' }): Outcome<Invited> | undefined {
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

async function judgeNo(
  { organisation, roles }: Deps,
  { email }: Asked,
  reply: No,
  call: Call,
): Promise<Outcome<Invited>> {
  if (reply.kind !== 'rejected') return reply;
  if (reply.status === 409 && !saysNoSeat(reply)) {
    const now = await findUsersByEmails(organisation, [email], call);
    if (now.kind !== 'done') return now;
    const sighting = now.value.get(email);
    if (sighting?.kind === 'present') return done({ how: 'existed', account: sighting.account });
  }
  if (reply.status === 409 || saysNoSeat(reply)) return noSeat(organisation, OPERATION, reply);
  if (reply.status === 400) return refusal(organisation, { operation: OPERATION }, reply);
  // the organisation, or the group that gives the role
  if (reply.status === 404) roles.forget();
  return rejection({ tenant: organisation, operation: OPERATION, about: 'request' }, reply);
}

interface Accepted extends Asked {
  readonly reply: Extract<Reply<ErrorBody>, { readonly kind: 'answered' | 'lost' }>;
}

/** Waits until searches show everybody, each with their role; who is not shown by then was invited and not seen. */
async function lookAtAll(deps: Deps, accepted: readonly Accepted[], call: Call): Promise<Results> {
  const { organisation } = deps;
  const results: Results = new Map();
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

const hasRole = (sighting: Sighting | undefined, role: string): boolean =>
  sighting?.kind === 'present' && sighting.account.role === role;

/** A group that the invitation did not assign is assigned by itself, under the id of the answer. */
async function completeGroups(
  deps: Deps,
  accepted: readonly Accepted[],
  call: Call,
): Promise<ReadonlyMap<string, NotDone>> {
  const failures = new Map<string, NotDone>();
  for (const { email, groupId, reply } of accepted) {
    const { id, isPartial } = reply.kind === 'answered' ? readInviteAnswer(reply.body, email) : { isPartial: false };
    if (!isPartial) continue;
    const added: Outcome<void> =
      id === undefined
        ? {
            kind: 'retryable',
            because: `${deps.organisation.name} invited without the group of the role, and without an id`,
          }
        : await addUserToGroups(deps, id, [groupId], call);
    if (added.kind !== 'done') failures.set(email, added);
  }
  return failures;
}

function withAll(results: Results, emails: readonly string[], outcome: NotDone): Results {
  for (const email of emails) results.set(email, outcome);
  return results;
}
