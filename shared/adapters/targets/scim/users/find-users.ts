import type { Sighting } from '../../../../domain/account/account.ts';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Sightings } from '../../../../ports/target/target.ts';
import { believed, getUser } from '../http/get-one.ts';
import { equals, readPage } from '../http/pages.ts';
import { type UserRecord, userRecord } from '../http/records.ts';
import type { Reply, Server } from '../http/server.ts';
import { toAccount } from './account.ts';
import { readAllUsers } from './list-users.ts';

type Lookup = 'externalId' | 'userName' | 'email';

const FILTERS: Readonly<Record<Lookup, (value: string) => string>> = {
  externalId: (value) => equals('externalId', value),
  userName: (value) => equals('userName', value),
  email: (value) => `emails[${equals('type', 'work')} and ${equals('value', value)}]`,
};

/** Enough to see that there are several, and that a filter was ignored. */
const COUNT = 10;
/** As many as one tenant is ever asked at once. */
const AT_ONCE = 4;

/** One request an id. */
export const findUsersByIds = (server: Server, ids: readonly string[], call: Call): Promise<Outcome<Sightings>> =>
  oneByOne(ids, async (id) =>
    mapOutcome(
      await getUser(server, id, call),
      (user): Sighting => (user ? { kind: 'present', account: toAccount(user) } : { kind: 'absent' }),
    ),
  );

/** One request an address and look-up of the profile: SCIM has no portable way to ask for many. */
export const findUsersByEmails = (server: Server, emails: readonly string[], call: Call): Promise<Outcome<Sightings>> =>
  oneByOne(emails.map(normaliseEmail), (email) => findUser(server, email, call));

/** By the look-ups of the profile, in its order: the first exact hit counts, and absence needs all of them. */
async function findUser(server: Server, email: string, call: Call): Promise<Outcome<Sighting>> {
  for (const lookup of server.profile.userLookup) {
    if (lookup === 'externalId') continue;
    const seen = await lookUp(server, lookup, email, call);
    if (seen.kind !== 'done' || seen.value.kind !== 'absent') return seen;
  }
  return done({ kind: 'absent' });
}

/** A user of exactly this userName, whatever their address. */
export const findByUserName = (server: Server, userName: string, call: Call): Promise<Outcome<Sighting>> =>
  hits(server, userNameIs(userName), userName, call);

/** A user who has this id of ours. */
export const findByExternalId = (server: Server, externalId: string, call: Call): Promise<Outcome<Sighting>> => {
  const isAsked: Check = (user) => compared(user.externalId, (actual) => actual === externalId);
  return hits(server, { lookup: 'externalId', isAsked, isThem: isAsked }, externalId, call);
};

const lookUp = (
  server: Server,
  lookup: 'userName' | 'email',
  email: string,
  call: Call,
): Promise<Outcome<Sighting>> => {
  const isThem: Check = (user) => sameName(toAccount(user).email, email);
  return hits(
    server,
    lookup === 'userName' ? { ...userNameIs(email), isThem } : { lookup, isAsked: isThem, isThem },
    email,
    call,
  );
};

/** What is asked of one user; undefined when the user does not show it. */
type Check = (user: UserRecord) => boolean | undefined;

interface Search {
  readonly lookup: Lookup;
  /** Whether a hit is what the filter asked for; where one is not, the server ignores filters. */
  readonly isAsked: Check;
  /** Whether a hit is the person: a userName that is their address can belong to an account with another address. */
  readonly isThem: Check;
}

const userNameIs = (userName: string): Search => {
  const isAsked: Check = (user) => sameName(user.userName, userName);
  return { lookup: 'userName', isAsked, isThem: isAsked };
};

/**
 * Every hit is checked. A server that ignores the filter gives everybody: then who is not among them is unknown, unless the profile lets
 * all users be listed. So is everybody where the server refuses the filter. With 404 to a filter some servers say that no user matches.
 */
async function hits(server: Server, search: Search, value: string, call: Call): Promise<Outcome<Sighting>> {
  const { lookup, isAsked, isThem } = search;
  let no: Extract<Reply, { kind: 'rejected' }> | undefined;
  const watched: Server = {
    ...server,
    ask: async (request, granted) => {
      const reply = await server.ask(request, granted);
      if (reply.kind === 'rejected') no = reply;
      return reply;
    },
  };
  const listing = {
    operation: `users.find-by-${lookup}`,
    path: '/Users',
    record: userRecord,
    filter: FILTERS[lookup](value),
  } as const;
  const page = await readPage(watched, listing, { startIndex: 1 }, COUNT, call);
  if (no?.status === 404) return mapOutcome(await believed(server, no, call), () => ({ kind: 'absent' }));
  if (no?.status === 400 || no?.status === 501) return unfiltered(server, isThem, call);
  if (page.kind !== 'done') return page;
  const { records, total = records.length } = page.value;
  const seen = sighting(records, isThem);
  if (seen.kind === 'present' || seen.kind === 'several') return done(seen);
  const isHonoured = records.every((user) => isAsked(user) === true) && total === records.length;
  return isHonoured ? done(seen) : unfiltered(server, isThem, call);
}

async function unfiltered(server: Server, isThem: Check, call: Call): Promise<Outcome<Sighting>> {
  if (!server.profile.listWithoutFilters) return done({ kind: 'unknown' });
  return mapOutcome(await readAllUsers(server, call), (users) => sighting(users, isThem));
}

function sighting(users: readonly UserRecord[], isThem: Check): Sighting {
  const accounts = users.filter((user) => isThem(user) === true).map(toAccount);
  const [account, ...others] = accounts;
  if (account) return others.length > 0 ? { kind: 'several', accounts } : { kind: 'present', account };
  return users.some((user) => isThem(user) === undefined) ? { kind: 'unknown' } : { kind: 'absent' };
}

const compared = (actual: string | undefined, holds: (actual: string) => boolean): boolean | undefined =>
  actual === undefined ? undefined : holds(actual);

/** userNames and addresses do not mind case. */
const sameName = (actual: string | undefined, wanted: string): boolean | undefined =>
  compared(actual, (text) => normaliseEmail(text) === normaliseEmail(wanted));

/** A few at once; what one of them could not be asked ends the others. */
async function oneByOne(
  keys: readonly string[],
  look: (key: string) => Promise<Outcome<Sighting>>,
): Promise<Outcome<Sightings>> {
  const all = [...new Set(keys)];
  const seen = new Map<string, Sighting>();
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE);
    const looked = await Promise.all(some.map(look));
    for (const [index, outcome] of looked.entries()) {
      if (outcome.kind !== 'done') return outcome;
      seen.set(some[index] ?? '', outcome.value);
    }
  }
  return done(seen);
}
