import * as z from 'zod/mini';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import { jsonOrUndefined } from '../../../../domain/text/json-or-undefined.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { AccountPage } from '../../../../ports/target/target.ts';
import { incomplete, type Listing, type Page, pageSize, readPage } from '../http/pages.ts';
import { type UserRecord, userRecord } from '../http/records.ts';
import type { Server } from '../http/server.ts';
import { toAccount } from './account.ts';

const LISTING: Listing<UserRecord> = { operation: 'users.list', path: '/Users', record: userRecord };

/**
 * How far a full listing has come. The next page begins at the place of the last user who was read: that user is there unless users before
 * them were deleted or created meanwhile, and then is looked for further towards the start.
 */
const places = z.object({ startIndex: z.number(), last: z.array(z.string()) });
/** `given` users were read before the page of this cursor. */
const cursors = z.object({ cursor: z.string(), last: z.array(z.string()), given: z.number() });
type Place = z.infer<typeof places>;

interface Read {
  readonly users: readonly UserRecord[];
  readonly next?: string;
}

/** One page of all users; after a deletion before the place that was reached, one request more. */
export async function listUsers(server: Server, text: string | undefined, call: Call): Promise<Outcome<AccountPage>> {
  const read = await readOn(server, text, call);
  if (read.kind !== 'done') return read;
  const { users, next } = read.value;
  return done({ accounts: users.map(toAccount), ...(next !== undefined && { next }) });
}

/** Everybody; for a small directory whose server cannot filter. */
export async function readAllUsers(server: Server, call: Call): Promise<Outcome<readonly UserRecord[]>> {
  const all: UserRecord[] = [];
  let next: string | undefined;
  do {
    const read = await readOn(server, next, call);
    if (read.kind !== 'done') return read;
    all.push(...read.value.users);
    next = read.value.next;
  } while (next !== undefined);
  return done(all);
}

async function readOn(server: Server, text: string | undefined, call: Call): Promise<Outcome<Read>> {
  if (text === undefined) {
    const { cursor } = await server.hints(call);
    return cursor
      ? byCursor(server, { cursor: '', last: [], given: 0 }, call)
      : byPlace(server, { startIndex: 1, last: [] }, call);
  }
  const stored = jsonOrUndefined(text);
  const place = places.safeParse(stored);
  if (place.success) return byPlace(server, place.data, call);
  const cursor = cursors.safeParse(stored);
  if (cursor.success) return byCursor(server, cursor.data, call);
  return startAgain(server, 'is not one of ours');
}

async function byPlace(server: Server, { startIndex, last }: Place, call: Call): Promise<Outcome<Read>> {
  const count = await pageSize(server, call);
  const known = new Set(last);
  let [at, overlaps] = [startIndex, last.length > 0];
  for (;;) {
    const page = await readPage(server, LISTING, { startIndex: at }, count + (overlaps ? 1 : 0), call);
    if (page.kind !== 'done') return page;
    const { records, total = at - 1 + records.length } = page.value;
    if (new Set(records.map(({ id }) => id)).size < records.length)
      return incomplete(server, LISTING, 'gave one user twice');
    const behind = records.findLastIndex(({ id }) => known.has(id)) + 1;
    const reached = at - 1 + records.length;
    if (overlaps && behind === 0) {
      if (at === 1) return startAgain(server, 'is at a place where no user is known');
      at = Math.max(at - last.length, 1);
    } else if (records.length > 0 && behind === records.length && reached < total) {
      // a page of the server's own size that holds only who was read
      [at, overlaps] = [reached + 1, false];
    } else return turn(server, { reached, total, behind, last }, page.value);
  }
}

interface Reached {
  /** The place of the last user of the page. */
  readonly reached: number;
  readonly total: number;
  /** How many of the page have been given before. */
  readonly behind: number;
  readonly last: readonly string[];
}

/** A list that ends before its own count, or gives nothing new, is no end. */
function turn(server: Server, { reached, total, behind, last }: Reached, { records }: Page<UserRecord>): Outcome<Read> {
  const users = records.slice(behind);
  if (reached >= total) return done({ users });
  if (users.length === 0) return incomplete(server, LISTING, `ended after ${reached} of ${total}`);
  const ids = [...last, ...users.map(({ id }) => id)].slice(-Math.max(users.length, last.length, 2));
  return done({ users, next: JSON.stringify({ startIndex: Math.max(reached, 1), last: ids }) });
}

/** RFC 9865: the server remembers the place. A cursor that it has forgotten, or that gives a user twice, begins the listing again. */
async function byCursor(
  server: Server,
  { cursor, last, given }: z.infer<typeof cursors>,
  call: Call,
): Promise<Outcome<Read>> {
  const count = await pageSize(server, call);
  const page = await readPage(server, LISTING, { cursor }, count, call);
  if (page.kind === 'permanent' && cursor !== '') return startAgain(server, 'is not known to the server any more');
  if (page.kind !== 'done') return page;
  const { records, nextCursor, total = 0 } = page.value;
  if (records.some(({ id }) => last.includes(id))) return incomplete(server, LISTING, 'gave one user twice');
  const read = given + records.length;
  if (nextCursor === undefined || nextCursor === '')
    return read < total ? startAgain(server, `ended after ${read} of ${total} users`) : done({ users: records });
  if (nextCursor === cursor) return incomplete(server, LISTING, 'does not go on');
  const next = { cursor: nextCursor, last: records.map(({ id }) => id), given: read };
  return done({ users: records, next: JSON.stringify(next) });
}

/** `permanent` makes a listing begin anew. */
const startAgain = ({ name }: Server, why: string): Outcome<never> => ({
  kind: 'permanent',
  because: `The cursor for listing ${name} ${why}; start the listing again`,
});
