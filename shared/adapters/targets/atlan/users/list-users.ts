import * as z from 'zod/mini';
import type { Account } from '../../../../domain/account/account.ts';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import { jsonOrUndefined } from '../../../../domain/text/json-or-undefined.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { AccountPage } from '../../../../ports/target/target.ts';
import { type Listing, PAGE_SIZE, readPage } from '../http/pages.ts';
import { type UserRecord, userRecord } from '../http/records.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { toAccount } from './account.ts';
import { userQuery } from './find-users.ts';

/**
 * How far a full listing has come (docs/decisions/0002). Users are sorted by creation; the first page (the `head`)
 * tells how many there are, the others are read from the end towards it. New users append behind what is read, and a
 * deletion moves unread rows only into pages that are still to come, or into view a second time: never out of sight.
 */
const cursorShape = z.object({
  size: z.number(),
  /** Rows from here on have been read. */
  low: z.number(),
  head: z.array(z.string()),
  /** Ids of the page read last, and the earliest creation read of a user who is not in the head. */
  last: z.array(z.string()),
  lastFrom: z.optional(z.number()),
  /** The newest creation seen, and when the listing began: a newer user may hide a deletion from the count. */
  newest: z.number(),
  startedAt: z.number(),
  /** Something was deleted meanwhile: the head is read once more at the end. */
  shifted: z.boolean(),
  step: z.enum(['pages', 'head-again']),
});
type Cursor = z.infer<typeof cursorShape>;

/** Clocks of two machines may differ by this much before a new user could be taken for an old one. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

const listing: Listing<UserRecord> = {
  operation: 'users.list',
  path: '/api/service/users',
  record: userRecord,
  sort: 'createdTimestamp',
  query: userQuery,
};

/** One page of all users; `n` users take `n / 100` requests, rounded up, and one more when some were deleted meanwhile. */
export async function listUsers(
  tenant: Tenant,
  clock: Clock,
  text: string | undefined,
  call: Call,
): Promise<Outcome<AccountPage>> {
  if (text === undefined) return firstPage(tenant, clock, call);
  const cursor = cursorShape.safeParse(jsonOrUndefined(text));
  if (!cursor.success)
    return {
      kind: 'permanent',
      because: `The cursor for listing ${tenant.name} is not one of ours; start the listing again`,
    };
  return cursor.data.step === 'pages' ? nextPage(tenant, cursor.data, call) : headAgain(tenant, cursor.data, call);
}

async function firstPage(tenant: Tenant, clock: Clock, call: Call): Promise<Outcome<AccountPage>> {
  const startedAt = clock.now();
  const page = await readPage(tenant, listing, { offset: 0, limit: PAGE_SIZE }, call);
  if (page.kind !== 'done') return page;
  const accounts = people(page.value.records);
  const ids = page.value.records.map(({ id }) => id);
  if (ids.length === 0 && page.value.matching > 0) return contradiction(tenant);
  return turn(accounts, {
    // a server that gives fewer rows than asked for has a page size of its own
    size: Math.max(ids.length, 1),
    low: Math.max(page.value.matching, ids.length),
    head: ids,
    last: [],
    newest: newestOf(accounts, 0),
    startedAt,
    shifted: false,
    step: 'pages',
  });
}

async function nextPage(tenant: Tenant, cursor: Cursor, call: Call): Promise<Outcome<AccountPage>> {
  const { size, low, head, last } = cursor;
  const offset = Math.max(low - size, 0);
  const page = await wholePage(tenant, cursor, offset, call);
  if (page.kind !== 'done') return page;
  const rows = page.value;
  const accounts = people(rows);

  const seenLast = new Set(last);
  const seenHead = new Set(head);
  const isShort = rows.length < Math.min(size, low - offset);
  const meetsHead = offset >= size || rows.some(({ id }) => seenHead.has(id));

  return turn(
    accounts.filter((account) => !wasRead(cursor, account)),
    {
      ...cursor,
      low: offset,
      last: rows.map(({ id }) => id),
      lastFrom: accounts
        .filter(({ id }) => !seenHead.has(id))
        .reduce((from, { createdAt }) => min(from, createdAt), cursor.lastFrom),
      newest: newestOf(accounts, cursor.newest),
      shifted: cursor.shifted || isShort || !meetsHead || accounts.some(({ id }) => seenLast.has(id)),
    },
  );
}

/**
 * The rows between `offset` and what has been read. A page with fewer rows than its own count promises is asked for the rest, until
 * nothing more comes: a count may be wrong for ever, but rows that were held back would be lost.
 */
async function wholePage(
  tenant: Tenant,
  { size, low, last }: Cursor,
  offset: number,
  call: Call,
): Promise<Outcome<readonly UserRecord[]>> {
  const rows = new Map<string, UserRecord>();
  for (let read = 0; ; ) {
    const page = await readPage(tenant, listing, { offset: offset + read, limit: size - read }, call);
    if (page.kind !== 'done') return page;
    const { records, matching } = page.value;
    for (const record of records) rows.set(record.id, record);
    read += records.length;
    const promised = Math.min(size, Math.min(low, matching) - offset);
    if (read >= promised) return done([...rows.values()]);
    if (records.length > 0) continue;
    // in the middle of a listing an empty page is no end
    return read === 0 && last.length > 0 ? contradiction(tenant) : done([...rows.values()]);
  }
}

/** The last look: rows that moved into the head while the others were read. */
async function headAgain(tenant: Tenant, cursor: Cursor, call: Call): Promise<Outcome<AccountPage>> {
  const page = await readPage(tenant, listing, { offset: 0, limit: cursor.size }, call);
  if (page.kind !== 'done') return page;
  return done({ accounts: people(page.value.records).filter((account) => !wasRead(cursor, account)) });
}

/** Whatever is younger than the pages below the head have reached was on one of them. */
const wasRead = ({ head, last, lastFrom }: Cursor, { id, createdAt }: Account): boolean =>
  head.includes(id) || last.includes(id) || (lastFrom !== undefined && createdAt !== undefined && createdAt > lastFrom);

/** Decides what comes after this page. */
function turn(accounts: readonly Account[], cursor: Cursor): Outcome<AccountPage> {
  const { low, size, last, newest, startedAt, shifted } = cursor;
  if (low > size) return done({ accounts, next: JSON.stringify(cursor) });
  // pages that met without overlapping show no shift of their own; only a new user could have hidden one
  const mayHideShift = last.length > 0 && low === size && newest >= startedAt - CLOCK_TOLERANCE_MS;
  return done({
    accounts,
    ...((shifted || mayHideShift) && { next: JSON.stringify({ ...cursor, step: 'head-again' }) }),
  });
}

const contradiction = ({ name }: Tenant): Outcome<never> => ({
  kind: 'retryable',
  because: `${name} counts users but lists none, so the listing cannot be used`,
});

/** Service accounts of API tokens are not people. */
const people = (records: readonly UserRecord[]): readonly Account[] =>
  records.filter(({ username }) => !username?.startsWith('service-account-')).map(toAccount);

const newestOf = (accounts: readonly Account[], before: number): number =>
  accounts.reduce((newest, { createdAt }) => Math.max(newest, createdAt ?? Number.MAX_SAFE_INTEGER), before);

const min = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
