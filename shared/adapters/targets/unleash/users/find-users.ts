import * as z from 'zod/mini';
import type { Account, Sighting } from '../../../../domain/account/account.ts';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { AccountPage, Sightings } from '../../../../ports/target/target.ts';
import { read } from '../../http/decode.ts';
import type { Tenant } from '../http/dialect.ts';
import { type UserRecord, userRecord } from '../http/records.ts';
import { canBeChecked, isPerson, toAccount } from './account.ts';
import { getUser, USERS } from './get-user.ts';

/** So many are asked for one by one; for more the whole list is one request. */
const FEW = 2;

const listing = z.object({ users: z.array(userRecord) });

/** Everybody, by one request: Unleash has no pages. */
export async function allUsers(tenant: Tenant, call: Call): Promise<Outcome<readonly UserRecord[]>> {
  const request = { operation: 'users.list', method: 'GET', path: USERS } as const;
  return mapOutcome(await read(tenant, request, listing, call), ({ users }) => users);
}

export async function listAccounts(
  tenant: Tenant,
  cursor: string | undefined,
  call: Call,
): Promise<Outcome<AccountPage>> {
  if (cursor !== undefined) {
    const because = `The cursor for listing ${tenant.name} is not one of ours; start the listing again`;
    return { kind: 'permanent', because };
  }
  const users = await allUsers(tenant, call);
  if (users.kind !== 'done') return users;
  if (users.value.some((user) => !canBeChecked(user))) {
    const because = `${tenant.name} lists users without saying whose accounts they are, so the listing cannot be used`;
    return { kind: 'retryable', because };
  }
  return done({ accounts: users.value.filter(isPerson).map(toAccount) });
}

/** By id. Who is not in the list is asked for alone: only Unleash's own no about one id says that an account is gone. */
export async function findByIds(tenant: Tenant, ids: readonly string[], call: Call): Promise<Outcome<Sightings>> {
  const seen = new Map<string, Sighting>();
  const wanted = [...new Set(ids)];
  if (wanted.length > FEW) {
    const users = await allUsers(tenant, call);
    if (users.kind !== 'done') return users;
    const people = new Map(users.value.filter(isPerson).map((user) => [String(user.id), user]));
    for (const id of wanted) {
      const user = people.get(id);
      if (user) seen.set(id, { kind: 'present', account: toAccount(user) });
    }
  }
  for (const id of wanted.filter((one) => !seen.has(one))) {
    const user = await getUser(tenant, id, call);
    if (user.kind !== 'done') return user;
    seen.set(id, user.value ? { kind: 'present', account: toAccount(user.value) } : { kind: 'absent' });
  }
  return done(seen);
}

/** By e-mail, under the normalised form. */
export async function findByEmails(tenant: Tenant, emails: readonly string[], call: Call): Promise<Outcome<Sightings>> {
  const seen = new Map<string, Sighting>();
  const wanted = [...new Set(emails.map(normaliseEmail))];
  if (wanted.length > FEW) {
    const users = await allUsers(tenant, call);
    if (users.kind !== 'done') return users;
    for (const email of wanted) seen.set(email, sightingIn(users.value, email));
    return done(seen);
  }
  for (const email of wanted) {
    const sighting = await findByEmail(tenant, email, call);
    if (sighting.kind !== 'done') return sighting;
    seen.set(email, sighting.value);
  }
  return done(seen);
}

/**
 * A search finds parts of names and beginnings of addresses, takes `_` and `%` for wildcards, and finds users who are no people: so every hit
 * is compared with the whole address. It does not show the role, so the hit is read by its id.
 */
export async function findByEmail(tenant: Tenant, email: string, call: Call): Promise<Outcome<Sighting>> {
  const request = { operation: 'users.search', method: 'GET', path: `${USERS}/search`, query: [['q', email]] } as const;
  const hits = await read(tenant, request, z.array(userRecord), call);
  if (hits.kind !== 'done') return hits;
  const sighting = sightingIn(hits.value, email);
  if (sighting.kind === 'absent' || sighting.kind === 'unknown') return done(sighting);
  const accounts: Account[] = [];
  for (const { id } of sighting.kind === 'present' ? [sighting.account] : sighting.accounts) {
    const user = await getUser(tenant, id, call);
    if (user.kind !== 'done') return user;
    const account = user.value && toAccount(user.value);
    // changed since the search: the next look shows how
    if (account?.email !== email) return done({ kind: 'unknown' });
    accounts.push(account);
  }
  return done(sightingOf(accounts));
}

function sightingIn(users: readonly UserRecord[], email: string): Sighting {
  const hits = users
    .filter(isPerson)
    .map(toAccount)
    .filter((account) => account.email === email);
  return hits.length === 0 && !users.every(canBeChecked) ? { kind: 'unknown' } : sightingOf(hits);
}

function sightingOf(hits: readonly Account[]): Sighting {
  const [account, ...others] = hits;
  if (!account) return { kind: 'absent' };
  return others.length > 0 ? { kind: 'several', accounts: hits } : { kind: 'present', account };
}
