import type { Sighting } from '../../../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invitation, Invited } from '../../../../ports/target/target.ts';
import { type About, rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import type { Roles } from '../tenant/roles.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { findUserByAnyCase, findUsersByEmails } from './find-users.ts';
import { isAnsweredNo, type Reply, reasonFor, stopsEverybody, wasNamed } from './invite-reply.ts';

type Results = ReadonlyMap<string, Outcome<Invited>>;
type Asked = { readonly email: string; readonly roleName: string; readonly roleId: string };

const OPERATION = 'users.invite';

/**
 * Invites many people by one request and looks at all of them by one more. Atlan does not say what a failed
 * invitation of many has done, so after any answer but success every address is searched first: who is there
 * is found, who is not goes once more alone, unless the request was never answered, in which case it may still be on
 * its way and nothing is sent again.
 */
export async function inviteUsers(
  tenant: Tenant,
  roles: Roles,
  invitations: readonly Invitation[],
  call: Call,
): Promise<Results> {
  const results = new Map<string, Outcome<Invited>>();
  const asked = new Map<string, Asked>();
  for (const { email, role } of invitations) {
    const key = normaliseEmail(email);
    const roleId = await roles.idOf(role, call);
    if (roleId.kind === 'done') asked.set(key, { email: key, roleName: role, roleId: roleId.value });
    else results.set(key, roleId);
  }
  if (asked.size === 0) return results;

  const together = await send(tenant, [...asked.values()], call);
  const seen = await look(tenant, [...asked.keys()], together, call);
  for (const [email, result] of seen.settled) results.set(email, result);

  const replies = new Map<string, Reply>();
  for (const email of seen.open) {
    const one = asked.get(email);
    const stopped = [...replies.values()].find(({ kind }) => kind === 'wait' || kind === 'retryable');
    if (one) replies.set(email, stopped ?? (await send(tenant, [one], call)));
  }
  for (const [email, result] of await lookAlone(tenant, replies, call)) results.set(email, result);
  return results;
}

const send = (tenant: Tenant, users: readonly Asked[], call: Call): Promise<Reply> =>
  tenant.ask({ operation: OPERATION, method: 'POST', path: '/api/service/users', json: { users } }, call);

/** Decides every address that one read can decide; `open` addresses may be invited again, alone. */
async function look(
  tenant: Tenant,
  emails: readonly string[],
  reply: Reply,
  call: Call,
): Promise<{ readonly settled: Results; readonly open: readonly string[] }> {
  const forAll = (outcome: NotDone) => ({ settled: new Map(emails.map((email) => [email, outcome])), open: [] });
  const stopped = stopsEverybody(tenant, reply);
  if (stopped) return forAll(stopped);
  const sightings = await findUsersByEmails(tenant, emails, call);
  if (sightings.kind !== 'done') return forAll(sightings);

  const settled = new Map<string, Outcome<Invited>>();
  const open: string[] = [];
  for (const email of emails) {
    const sighting = sightings.value.get(email) ?? { kind: 'unknown' };
    const maySplit = emails.length > 1 && sighting.kind === 'absent' && isAnsweredNo(reply) && !wasNamed(reply, email);
    if (maySplit) open.push(email);
    else settled.set(email, await judgeOne(tenant, email, sighting, reply, call));
  }
  return { settled, open };
}

async function lookAlone(tenant: Tenant, replies: ReadonlyMap<string, Reply>, call: Call): Promise<Results> {
  const answered = [...replies].filter(([, reply]) => !stopsEverybody(tenant, reply)).map(([email]) => email);
  const sightings =
    answered.length > 0 ? await findUsersByEmails(tenant, answered, call) : done(new Map<string, Sighting>());
  const results = new Map<string, Outcome<Invited>>();
  for (const [email, reply] of replies) {
    const stopped = stopsEverybody(tenant, reply);
    if (stopped) results.set(email, stopped);
    else if (sightings.kind !== 'done') results.set(email, sightings);
    else
      results.set(email, await judgeOne(tenant, email, sightings.value.get(email) ?? { kind: 'unknown' }, reply, call));
  }
  return results;
}

/** What one person's look means after this reply. */
async function judgeOne(
  tenant: Tenant,
  email: string,
  sighting: Sighting,
  reply: Reply,
  call: Call,
): Promise<Outcome<Invited>> {
  const about: About = { tenant, operation: OPERATION, about: 'thing' };
  const reason = reasonFor(reply, email);
  const existed = reason === 409;
  switch (sighting.kind) {
    case 'present':
      return done({ how: existed ? 'existed' : 'invited', account: sighting.account });
    case 'several':
      return {
        kind: 'refused',
        reason: 'conflict',
        because: `${tenant.name} has several accounts with one e-mail; an operator must say which account belongs to whom`,
      };
    case 'absent':
    case 'unknown':
      break;
  }
  if (existed) return existing(tenant, email, call);
  if (reason !== undefined) {
    const because = `${tenant.name} did not invite this address (${reason})`;
    return reason < 500
      ? { kind: 'refused', reason: 'invalid', because, status: reason }
      : { kind: 'retryable', because };
  }
  switch (reply.kind) {
    case 'answered':
      return done({ how: 'unseen' });
    case 'rejected':
      return rejection(about, reply);
    case 'lost':
      return notSeen(about, reply);
    case 'wait':
    case 'retryable':
      return reply;
  }
}

/** Atlan says the person exists, and a plain look does not show them. */
async function existing(tenant: Tenant, email: string, call: Call): Promise<Outcome<Invited>> {
  const sighting = await findUserByAnyCase(tenant, email, call);
  if (sighting.kind !== 'done') return sighting;
  if (sighting.value.kind === 'present') return done({ how: 'existed', account: sighting.value.account });
  return { kind: 'retryable', because: `${tenant.name} says that an invited account exists, but does not show it` };
}
