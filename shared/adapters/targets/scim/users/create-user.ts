import type { Account, Sighting } from '../../../../domain/account/account.ts';
import { done, mapOutcome, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invitation, Invited } from '../../../../ports/target/target.ts';
import { type About, rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import { shownAfterAll } from '../http/change.ts';
import { getUser } from '../http/get-one.ts';
import { userRecord } from '../http/records.ts';
import type { Reply, Server } from '../http/server.ts';
import { isAddress, ROLE, toAccount } from './account.ts';
import { findByExternalId, findByUserName, findUsersByEmails } from './find-users.ts';

const OPERATION = 'users.create';
const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** Creates accounts one by one, each after a look; what stops one of them (a gate, no time) stops those behind it. */
export async function createUsers(
  server: Server,
  invitations: readonly Invitation[],
  call: Call,
): Promise<ReadonlyMap<string, Outcome<Invited>>> {
  const results = new Map<string, Outcome<Invited>>();
  let stopped: NotDone | undefined;
  for (const invitation of invitations) {
    const email = normaliseEmail(invitation.email);
    const result: Outcome<Invited> = stopped ?? (await createUser(server, { ...invitation, email }, call));
    if (result.kind === 'wait') stopped = result;
    results.set(email, result);
  }
  return results;
}

async function createUser(server: Server, invitation: Invitation, call: Call): Promise<Outcome<Invited>> {
  const { email, role } = invitation;
  const { name } = server;
  if (role !== ROLE)
    return { kind: 'permanent', because: `${name} has no role ${role}; it has ${ROLE}. Correct the policy` };
  if (!isAddress(email))
    return {
      kind: 'refused',
      reason: 'invalid',
      because: `${name} is not asked to create this account: its address is none`,
    };
  const before = await lookFor(server, email, call);
  if (before.kind !== 'done') return before;
  if (before.value.kind !== 'absent') return existing(server, before.value);

  const reply = await server.ask(
    { operation: OPERATION, method: 'POST', path: '/Users', json: newUser(server, invitation) },
    call,
  );
  switch (reply.kind) {
    case 'answered':
      return created(server, email, reply, call);
    case 'rejected':
      return refusedToCreate(server, invitation, reply, call);
    case 'lost': {
      const seen = await lookFor(server, email, call);
      if (seen.kind !== 'done') return seen;
      if (seen.value.kind === 'present') return done({ how: 'invited', account: seen.value.account });
      return notSeen({ tenant: server, operation: OPERATION }, reply);
    }
    case 'wait':
    case 'retryable':
      return reply;
  }
}

/** No names: an invitation has none, and what is invented here would have to be corrected by hand. */
const newUser = ({ profile: { userLookup } }: Server, { email, externalId }: Invitation) => ({
  schemas: [USER_SCHEMA],
  userName: email,
  ...(externalId !== undefined && userLookup.includes('externalId') && { externalId }),
  active: true,
  displayName: email,
  emails: [{ value: email, type: 'work', primary: true }],
});

const lookFor = async (server: Server, email: string, call: Call): Promise<Outcome<Sighting>> =>
  mapOutcome(await findUsersByEmails(server, [email], call), (seen) => seen.get(email) ?? { kind: 'unknown' });

function existing({ name }: Server, sighting: Exclude<Sighting, { kind: 'absent' }>): Outcome<Invited> {
  switch (sighting.kind) {
    case 'present':
      return done({ how: 'existed', account: sighting.account });
    case 'several':
      return conflict(
        `${name} has several accounts with one e-mail; an operator must say which account belongs to whom`,
      );
    case 'unknown':
      return {
        kind: 'retryable',
        because: `${name} does not say whether this person has an account (it ignores or refuses the filter), so none is created; see listWithoutFilters`,
      };
  }
}

/** The id stands in the body, else in `Location`; a body that does not show who it is about is read once more. */
async function created(
  server: Server,
  email: string,
  { body, headers }: Extract<Reply, { kind: 'answered' }>,
  call: Call,
): Promise<Outcome<Invited>> {
  const isThem = (account: Account) => account.email === email && account.enabled !== undefined;
  const said = userRecord.safeParse(body);
  if (said.success && isThem(toAccount(said.data))) return done({ how: 'invited', account: toAccount(said.data) });
  const id = said.success ? said.data.id : lastSegment(headers.get('location'));
  if (id === undefined) return lookAgain(server, email, call);
  let account: Account | undefined;
  const shown = await shownAfterAll(
    server,
    async () =>
      mapOutcome(await getUser(server, id, call), (user) => {
        account = user && toAccount(user);
        return account !== undefined;
      }),
    call,
  );
  if (shown.kind !== 'done') return shown;
  return done(account ? { how: 'invited', account } : { how: 'unseen' });
}

const lookAgain = async (server: Server, email: string, call: Call): Promise<Outcome<Invited>> =>
  mapOutcome(await lookFor(server, email, call), (seen) =>
    seen.kind === 'present' ? { how: 'invited', account: seen.account } : { how: 'unseen' },
  );

function lastSegment(location: string | null): string | undefined {
  const path = location?.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const segment = path?.slice(path.lastIndexOf('/') + 1);
  return segment === undefined || segment === '' ? undefined : decoded(segment);
}

/** Undefined for what is no encoded text: then the account is looked for by its address. */
function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** 409, or with some servers 400, for a person who is there already: looked for once more, by all that identifies them. */
async function refusedToCreate(
  server: Server,
  { email, externalId }: Invitation,
  reply: Extract<Reply, { kind: 'rejected' }>,
  call: Call,
): Promise<Outcome<Invited>> {
  const about: About = { tenant: server, operation: OPERATION, about: 'thing' };
  if (reply.status === 404)
    return rejection(
      { ...about, about: 'request', hint: 'there is no SCIM service at the base URL of this target' },
      reply,
    );
  if (reply.status !== 409 && reply.status !== 400) return rejection(about, reply);
  const byName = await findByUserName(server, email, call);
  if (byName.kind !== 'done') return byName;
  if (byName.value.kind === 'present') return ofThatName(server, byName.value.account, email);
  if (reply.status === 400) return rejection(about, reply);
  const byId = externalId === undefined ? undefined : await findByExternalId(server, externalId, call);
  if (byId?.kind === 'done' && byId.value.kind === 'present')
    return conflict(
      `${server.name} has an account ${byId.value.account.id} that bears this worker's externalId and another userName; an operator must say whose it is`,
    );
  return conflict(
    `${server.name} says that an account with this userName or address exists and does not show it: it may be deleted, or belong to another directory; an operator must look`,
  );
}

function ofThatName({ name }: Server, account: Account, email: string): Outcome<Invited> {
  if (account.email === email || account.email === undefined) return done({ how: 'existed', account });
  return conflict(
    `${name} has an account ${account.id} whose userName is this worker's address and whose address is another; an operator must say whose it is`,
  );
}

const conflict = (because: string): Outcome<never> => ({ kind: 'refused', reason: 'conflict', because });
