import type { Sighting } from '../../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../../domain/outcome.ts';
import { leastRole } from '../../../domain/provider/traits.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Invitation, Invited, Sightings, Target } from '../../../ports/target/target.ts';

/** The SCIM side of a product that has an interface of its own beside it. */
export interface ScimSide extends Pick<Target, 'name' | 'traits' | 'identity' | 'invite' | 'setEnabled' | 'findByIds'> {
  findByUserName(userName: string, call: Call): Promise<Outcome<Sighting>>;
}

/**
 * A target whose accounts are created, disabled and enabled by SCIM, and which does everything else by its own interface: roles, groups, and
 * what is read of accounts. For a tenant that refuses these writes otherwise.
 */
export const throughScim = <T extends Target>(own: T, side: ScimSide): T => {
  const scim = named(side);
  return {
    ...own,
    channel: {
      name: CHANNEL,
      carries: ['invite', 'enable', 'disable'],
      proof: scim.identity,
      disableWithout: (accountId, call) => own.setEnabled(accountId, false, call),
    },
    invite: (invitations, call) => createAll(own, scim, invitations, call),
    setEnabled: async (accountId, enabled, call) => {
      const id = await scimIdOf(own, scim, accountId, call);
      return id.kind === 'done' ? scim.setEnabled(id.value, enabled, call) : id;
    },
  };
};

const CHANNEL = 'scim';

/** The SCIM side, whose waits say that they concern nothing else. */
function named(side: ScimSide): ScimSide {
  const mark = <T>(outcome: Outcome<T>): Outcome<T> =>
    outcome.kind === 'wait' && outcome.cause !== 'deadline' ? { ...outcome, channel: CHANNEL } : outcome;
  return {
    ...side,
    identity: async (call) => mark(await side.identity(call)),
    invite: async (invitations, call) =>
      new Map([...(await side.invite(invitations, call))].map(([email, outcome]) => [email, mark(outcome)])),
    setEnabled: async (id, enabled, call) => mark(await side.setEnabled(id, enabled, call)),
    findByIds: async (ids, call) => mark(await side.findByIds(ids, call)),
    findByUserName: async (userName, call) => mark(await side.findByUserName(userName, call)),
  };
}

async function createAll(
  own: Target,
  scim: ScimSide,
  invitations: readonly Invitation[],
  call: Call,
): Promise<ReadonlyMap<string, Outcome<Invited>>> {
  const { roles }: { readonly roles: readonly string[] } = own.traits;
  const isKnown = ({ role }: Invitation) => roles.includes(role);
  const known = invitations.filter(isKnown);
  const role = leastRole(scim.traits);
  const made = await scim.invite(
    known.map((invitation) => ({ ...invitation, role })),
    call,
  );
  const there = [...made].flatMap(([email, outcome]) =>
    outcome.kind === 'done' || isConflict(outcome) ? [email] : [],
  );
  const seen = there.length > 0 ? await own.findByEmails(there, call) : done<Sightings>(new Map());

  const results = new Map<string, Outcome<Invited>>();
  for (const invitation of invitations) {
    const email = normaliseEmail(invitation.email);
    if (isKnown(invitation)) results.set(email, await one(own, { ...invitation, email }, made.get(email), seen, call));
    else results.set(email, noRole(own, invitation.role));
  }
  return results;
}

const isConflict = (outcome: Outcome<unknown>): boolean => outcome.kind === 'refused' && outcome.reason === 'conflict';

const noRole = ({ name, traits: { roles } }: Target, role: string): NotDone => ({
  kind: 'permanent',
  because: `${name} has no role ${role}; it has ${roles.join(', ')}. Correct the policy`,
});

/** The account as the product's own interface shows it. A new one has the least role until it is given another. */
async function one(
  own: Target,
  { email, role }: Invitation,
  made: Outcome<Invited> | undefined,
  seen: Outcome<Sightings>,
  call: Call,
): Promise<Outcome<Invited>> {
  if (!made) return { kind: 'retryable', because: `${own.name} was not told to create this account` };
  const sighting = seen.kind === 'done' ? seen.value.get(email) : undefined;
  if (made.kind !== 'done') {
    // an account from before SCIM has a username that is not its address: SCIM says that it is taken, and does not show it
    const wasThere = isConflict(made) && sighting?.kind === 'present';
    return wasThere ? done({ how: 'existed', account: sighting.account }) : made;
  }
  if (seen.kind !== 'done') return seen;
  if (sighting?.kind === 'several')
    return {
      kind: 'refused',
      reason: 'conflict',
      because: `${own.name} has several accounts with one e-mail; an operator must say which account belongs to whom`,
    };
  if (sighting?.kind !== 'present') return done({ how: 'unseen' });
  const { account } = sighting;
  if (made.value.how === 'existed') return done({ how: 'existed', account });
  if (account.role === role) return done({ how: 'invited', account });
  const given = await own.setRole(account.id, role, call);
  // the account is there and ours; a role that could not be given now is planned again
  return done({ how: 'invited', account: given.kind === 'done' ? { ...account, role } : account });
}

/**
 * The SCIM id of an account. It is not documented to be the same as the account's own: where SCIM knows none of that id, the account is
 * looked for by its username, which must be the userName exactly, and by its address.
 */
async function scimIdOf(own: Target, scim: ScimSide, accountId: string, call: Call): Promise<Outcome<string>> {
  const same = await scim.findByIds([accountId], call);
  if (same.kind !== 'done') return same;
  if (same.value.get(accountId)?.kind === 'present') return done(accountId);
  const accounts = await own.findByIds([accountId], call);
  if (accounts.kind !== 'done') return accounts;
  const account = accounts.value.get(accountId);
  if (account?.kind === 'absent') return notFound(own, 'has no such account');
  if (account?.kind !== 'present' || account.account.username === undefined)
    return {
      kind: 'retryable',
      because: `${own.name} does not show the username of an account, so SCIM was not asked`,
    };
  const { username, email } = account.account;
  const named = await scim.findByUserName(username, call);
  if (named.kind !== 'done') return named;
  if (named.value.kind === 'absent')
    return notFound(scim, 'shows no account of this username; the userName must be the username exactly');
  if (named.value.kind !== 'present' || named.value.account.email !== email)
    return {
      kind: 'retryable',
      because: `${scim.name} does not show clearly which of its accounts this is, so nothing was changed`,
    };
  return done(named.value.account.id);
}

const notFound = ({ name }: Pick<Target, 'name'>, what: string): NotDone => ({
  kind: 'refused',
  reason: 'not-found',
  because: `${name} ${what}`,
});
