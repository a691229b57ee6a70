import type { Account, Sighting } from '../../../../domain/account/account.ts';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Sightings } from '../../../../ports/target/target.ts';
import { type Listing, readAll } from '../http/pages.ts';
import { type UserRecord, userRecord } from '../http/records.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { isMember, toAccount } from './account.ts';
import { userDetails } from './user-details.ts';

const EMAILS_A_REQUEST = 100;
const IDS_A_REQUEST = 10;
const EXPAND = ['groups', 'platformRoles'] as const;

export const usersBy = (
  { paths }: Organisation,
  operation: string,
  filter: NonNullable<Listing<UserRecord>['filter']>,
): Listing<UserRecord> => ({
  operation,
  path: `${paths.users}/search`,
  by: 'search',
  record: userRecord,
  filter: { ...filter, expand: EXPAND },
});

/**
 * One request for ten ids. Every hit is checked against what was asked, and whom a search does not show is asked for alone: a list has no count
 * of its own, and to be absent ends a leaver.
 */
export async function findUsersByIds(
  organisation: Organisation,
  ids: readonly string[],
  call: Call,
): Promise<Outcome<Sightings>> {
  const seen = new Map<string, Sighting>();
  for (const accountIds of chunks([...new Set(ids)], IDS_A_REQUEST)) {
    const users = await readAll(organisation, usersBy(organisation, 'users.find-by-id', { accountIds }), call);
    if (users.kind !== 'done') return users;
    for (const id of accountIds) {
      const hits = users.value.filter(({ accountId }) => accountId === id);
      if (hits.length > 0) seen.set(id, sightingOf(organisation, hits));
      else {
        const details = await userDetails(organisation, id, call);
        if (details.kind === 'refused' && details.reason === 'not-found') seen.set(id, { kind: 'absent' });
        else if (details.kind === 'done') seen.set(id, { kind: 'unknown' });
        else return details;
      }
    }
  }
  return done(seen);
}

/**
 * One request for 100 addresses, under their normalised form. A person may hide their e-mail: a hit without one cannot be told from
 * another, so then each address that was not found is asked for alone, and the one hit of an exact search is believed.
 */
export async function findUsersByEmails(
  organisation: Organisation,
  emails: readonly string[],
  call: Call,
): Promise<Outcome<Sightings>> {
  const seen = new Map<string, Sighting>();
  for (const chunk of chunks([...new Set(emails.map(normaliseEmail))], EMAILS_A_REQUEST)) {
    const users = await searchEmails(organisation, chunk, call);
    if (users.kind !== 'done') return users;
    const hidden = users.value.filter(({ email }) => email === undefined);
    for (const email of chunk) {
      const hits = users.value.filter((user) => user.email !== undefined && normaliseEmail(user.email) === email);
      if (hits.length > 0 || hidden.length === 0) seen.set(email, sightingOf(organisation, hits));
      else {
        const alone = chunk.length === 1 ? users : await searchEmails(organisation, [email], call);
        if (alone.kind !== 'done') return alone;
        seen.set(email, onlyHit(organisation, email, alone.value));
      }
    }
  }
  return done(seen);
}

/** Organisation members and others, but no customers of a help desk. */
const searchEmails = async (organisation: Organisation, emails: readonly string[], call: Call) =>
  mapOutcome(await readAll(organisation, usersBy(organisation, 'users.find-by-email', { emails }), call), (users) =>
    users.filter(({ accountType }) => accountType === undefined || accountType === 'atlassian'),
  );

/** The answer to a search for one address that no user shows. */
function onlyHit(organisation: Organisation, email: string, hits: readonly UserRecord[]): Sighting {
  const [user, ...others] = hits;
  if (!user) return { kind: 'absent' };
  if (others.length > 0 || user.email !== undefined) return { kind: 'unknown' };
  return sightingOf(organisation, [{ ...user, email }]);
}

/** Of hits that were checked. An account whose type is not shown may be another kind, and proves nothing. */
function sightingOf({ settings }: Organisation, hits: readonly UserRecord[]): Sighting {
  if (hits.some(({ accountType }) => accountType === undefined)) return { kind: 'unknown' };
  const accounts: readonly Account[] = hits.filter(isMember).map((user) => toAccount(user, settings));
  const [account, ...others] = accounts;
  if (!account) return { kind: 'absent' };
  return others.length > 0 ? { kind: 'several', accounts } : { kind: 'present', account };
}

function* chunks(keys: readonly string[], size: number): Generator<readonly string[]> {
  for (let from = 0; from < keys.length; from += size) yield keys.slice(from, from + size);
}
