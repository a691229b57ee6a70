import type { Account, Sighting } from '../../../../domain/account/account.ts';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Sightings } from '../../../../ports/target/target.ts';
import { read } from '../../http/decode.ts';
import { type Listing, readAll } from '../http/pages.ts';
import { type UserRecord, userRecord } from '../http/records.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { toAccount } from './account.ts';

/** What a look needs of a user; the wider SDK list costs the tenant joins that are not used here. */
const COLUMNS = [
  'firstName',
  'lastName',
  'username',
  'id',
  'email',
  'emailVerified',
  'enabled',
  'roles',
  'createdTimestamp',
  'lastLoginTime',
  'loginEvents',
  'isLocked',
  'workspaceRole',
];

export const userQuery = [...COLUMNS.map((column) => ['columns', column] as const), ['maxLoginEvents', '1'] as const];

/** Keeps a look's URL well under the 8 KB that gateways commonly accept. */
const MAX_FILTER_CHARS = 5_000;
const MAX_KEYS = 100;

const usersBy = (field: string, keys: readonly string[]): Listing<UserRecord> => ({
  operation: `users.find-by-${field}`,
  path: '/api/service/users',
  record: userRecord,
  sort: 'username',
  filter: { [field]: { $in: keys } },
  query: userQuery,
});

/**
 * One sighting for each key. Every hit is checked against what was asked, because a filter may be wider than its
 * reader thinks; a hit that lacks the field cannot be checked, so no user of that read is absent.
 */
async function sightings(
  tenant: Tenant,
  field: 'id' | 'email' | 'username',
  keys: readonly string[],
  call: Call,
): Promise<Outcome<Sightings>> {
  const seen = new Map<string, Sighting>();
  for (const chunk of chunks([...new Set(keys)])) {
    const rows = await readAll(tenant, usersBy(field, chunk), call);
    if (rows.kind !== 'done') return rows;
    const { records, complete } = rows.value;
    const accounts = records.map(toAccount);
    const isProof = complete && accounts.every((account) => account[field] !== undefined);
    for (const key of chunk) {
      const hits = accounts.filter((account) => account[field] === key);
      seen.set(key, hits.length === 0 && !isProof ? { kind: 'unknown' } : sighting(hits));
    }
  }
  return done(seen);
}

function sighting(hits: readonly Account[]): Sighting {
  const [account, ...others] = hits;
  if (!account) return { kind: 'absent' };
  return others.length > 0 ? { kind: 'several', accounts: hits } : { kind: 'present', account };
}

/** One request for 100 keys. With the dialect option `readById: 'get'`, one request a key. */
export function findUsersByIds(
  tenant: Tenant,
  ids: readonly string[],
  readById: 'list' | 'get',
  call: Call,
): Promise<Outcome<Sightings>> {
  return readById === 'list' ? sightings(tenant, 'id', ids, call) : getUsers(tenant, ids, call);
}

/** One request for 100 keys or 5,000 characters, under their normalised form. */
export function findUsersByEmails(tenant: Tenant, emails: readonly string[], call: Call): Promise<Outcome<Sightings>> {
  return sightings(tenant, 'email', emails.map(normaliseEmail), call);
}

/**
 * The slow way, for a user who exists according to Atlan but whom `$in` does not find: it is not documented whether
 * `$in` compares case-sensitively. `$ilike` does not, and its wildcards only widen the hits.
 */
export async function findUserByAnyCase(tenant: Tenant, email: string, call: Call): Promise<Outcome<Sighting>> {
  const listing = {
    ...usersBy('email', []),
    operation: 'users.find-by-email-any-case',
    filter: { email: { $ilike: email } },
  };
  const rows = await readAll(tenant, listing, call);
  if (rows.kind !== 'done') return rows;
  const hits = rows.value.records.map(toAccount).filter((account) => account.email === normaliseEmail(email));
  return done(hits.length === 0 ? { kind: 'unknown' } : sighting(hits));
}

async function getUsers(tenant: Tenant, ids: readonly string[], call: Call): Promise<Outcome<Sightings>> {
  const seen = new Map<string, Sighting>();
  for (const id of new Set(ids)) {
    const request = {
      operation: 'users.get',
      method: 'GET',
      path: `/api/service/users/${encodeURIComponent(id)}`,
      about: 'thing',
    } as const;
    const user = await read(tenant, request, userRecord, call);
    if (user.kind === 'refused' && user.reason === 'not-found') seen.set(id, { kind: 'absent' });
    else if (user.kind !== 'done') return user;
    else seen.set(id, user.value.id === id ? { kind: 'present', account: toAccount(user.value) } : { kind: 'unknown' });
  }
  return done(seen);
}

function* chunks(keys: readonly string[]): Generator<readonly string[]> {
  let chunk: string[] = [];
  let chars = 0;
  for (const key of keys) {
    const size = encodeURIComponent(JSON.stringify(key)).length + 3;
    if (chunk.length > 0 && (chunk.length === MAX_KEYS || chars + size > MAX_FILTER_CHARS)) {
      yield chunk;
      chunk = [];
      chars = 0;
    }
    chunk.push(key);
    chars += size;
  }
  if (chunk.length > 0) yield chunk;
}
