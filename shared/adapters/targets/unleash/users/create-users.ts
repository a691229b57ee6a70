import * as z from 'zod/mini';
import type { Sighting } from '../../../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invitation, Invited } from '../../../../ports/target/target.ts';
import { rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import type { Reply } from '../../http/target-request.ts';
import type { Tenant } from '../http/dialect.ts';
import type { ErrorBody } from '../http/error-body.ts';
import { findByEmail, findByIds } from './find-users.ts';
import { USERS } from './get-user.ts';
import { rootRoleId } from './root-roles.ts';

const OPERATION = 'users.create';

/** Only the id and the address are read: the answer also has the link of the invitation, a secret, and the role as it was sent. */
const created = z.object({ id: z.int(), email: z.string() });

/**
 * Creates users one by one, for Unleash takes no list, and looks at all of them afterwards. Who is there already is found. When one must wait
 * or the secret cannot be read, the others are not sent.
 */
export async function createUsers(
  tenant: Tenant,
  sendEmail: boolean,
  invitations: readonly Invitation[],
  call: Call,
): Promise<ReadonlyMap<string, Outcome<Invited>>> {
  const results = new Map<string, Outcome<Invited>>();
  const ids = new Map<string, string>();
  let stopped: NotDone | undefined;
  for (const { email: address, role } of invitations) {
    const email = normaliseEmail(address);
    const rootRole = rootRoleId(role, tenant.name);
    if (rootRole.kind !== 'done') {
      results.set(email, rootRole);
      continue;
    }
    if (stopped) {
      results.set(email, stopped);
      continue;
    }
    const json = { email, rootRole: rootRole.value, sendEmail };
    const reply = await tenant.ask({ operation: OPERATION, method: 'POST', path: USERS, json, pace: OPERATION }, call);
    const id = idIn(reply, email);
    if (id !== undefined) ids.set(email, id);
    else results.set(email, await withoutId(tenant, email, reply, call));
    if (reply.kind === 'wait' || reply.kind === 'retryable') stopped = reply;
  }
  for (const [email, invited] of await lookAt(tenant, ids, call)) results.set(email, invited);
  return results;
}

/** The id of the user who was made, if the answer says that it is for this address. */
function idIn(reply: Reply<ErrorBody>, email: string): string | undefined {
  const user = reply.kind === 'answered' ? created.safeParse(reply.body) : undefined;
  return user?.success && user.data.id > 0 && normaliseEmail(user.data.email) === email
    ? String(user.data.id)
    : undefined;
}

/** Who was made and does not show, for instance because the look was not answered, is `unseen`. */
async function lookAt(
  tenant: Tenant,
  ids: ReadonlyMap<string, string>,
  call: Call,
): Promise<ReadonlyMap<string, Outcome<Invited>>> {
  if (ids.size === 0) return new Map();
  const seen = await findByIds(tenant, [...ids.values()], call);
  return new Map(
    [...ids].map(([email, id]): [string, Outcome<Invited>] => {
      const sighting = seen.kind === 'done' ? seen.value.get(id) : undefined;
      const isSeen = sighting?.kind === 'present' && sighting.account.email === email;
      return [email, done(isSeen ? { how: 'invited', account: sighting.account } : { how: 'unseen' })];
    }),
  );
}

/** What became of an address whose answer names no user. */
async function withoutId(
  tenant: Tenant,
  email: string,
  reply: Reply<ErrorBody>,
  call: Call,
): Promise<Outcome<Invited>> {
  switch (reply.kind) {
    case 'wait':
    case 'retryable':
      return reply;
    case 'rejected':
      return isTaken(reply.error)
        ? existing(tenant, email, call)
        : rejection({ tenant, operation: OPERATION, about: 'thing' }, reply);
    case 'answered':
    case 'lost': {
      const sighting = await findByEmail(tenant, email, call);
      if (sighting.kind !== 'done') return sighting;
      const lost = reply.kind === 'lost' ? reply : ({ kind: 'lost', why: 'no user in it' } as const);
      return shown(tenant, sighting.value, 'invited') ?? notSeen({ tenant, operation: OPERATION }, lost);
    }
  }
}

/** Of several who create one user at once all but one are told by the database. */
const isTaken = ({ meaning }: ErrorBody): boolean => meaning === 'user-exists' || meaning === 'address-taken';

async function existing(tenant: Tenant, email: string, call: Call): Promise<Outcome<Invited>> {
  const sighting = await findByEmail(tenant, email, call);
  if (sighting.kind !== 'done') return sighting;
  const because = `${tenant.name} says that a user has this e-mail, and shows none; a service account may have it: free the address there`;
  return shown(tenant, sighting.value, 'existed') ?? { kind: 'refused', reason: 'conflict', because };
}

function shown({ name }: Tenant, sighting: Sighting, how: 'invited' | 'existed'): Outcome<Invited> | undefined {
  switch (sighting.kind) {
    case 'present':
      return done({ how, account: sighting.account });
    case 'several': {
      const because = `${name} has several accounts with one e-mail; an operator must say which account belongs to whom`;
      return { kind: 'refused', reason: 'conflict', because };
    }
    case 'unknown':
      return {
        kind: 'retryable',
        because: `${name} shows users who cannot be told apart, so a new one cannot be found`,
      };
    case 'absent':
      return undefined;
  }
}
