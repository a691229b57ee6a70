import * as z from 'zod/mini';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Habit, TenantLook } from '../../../../ports/target/target-probe.ts';
import { field } from '../../http/decode.ts';
import type { Reply, TargetRequest } from '../../http/target-request.ts';
import { PAGE_SIZE, readPage } from '../http/pages.ts';
import { userRecord } from '../http/records.ts';
import { toAccount } from '../users/account.ts';
import { userQuery } from '../users/find-users.ts';
import { userPath } from '../users/write-users.ts';
import { OAUTH_CLIENTS } from './oauth-clients.ts';
import type { Tenant } from './tenant.ts';

const probed = z.extend(userRecord, { isScimUser: field(z.boolean()), status: field(z.string()) });
type Probed = z.infer<typeof probed>;

const rows = z.looseObject({ records: z.optional(z.nullable(z.array(z.unknown()))) });
const anything = z.looseObject({});

/** Only plain words pass: the word is shown to people. */
const WORD = /^[A-Za-z _-]{1,20}$/;
const TOO_MANY = 1_000;

/** One page of users, and seven requests about how this tenant answers (numbered in docs/atlan-client.md). */
export async function lookAtTenant(tenant: Tenant, call: Call): Promise<Outcome<TenantLook>> {
  const query = [...userQuery, ['columns', 'isScimUser'], ['columns', 'status']] as const;
  const listing = {
    operation: 'users.sample',
    path: '/api/service/users',
    record: probed,
    sort: 'createdTimestamp',
    query,
  };
  const page = await readPage(tenant, listing, { offset: 0, limit: PAGE_SIZE }, call);
  if (page.kind !== 'done') return page;
  const { records, matching } = page.value;
  const shown = records.flatMap(({ isScimUser }) => isScimUser ?? []);
  const ask = (query: TargetRequest['query'], path = '/api/service/users') =>
    tenant.ask({ operation: 'users.probe', method: 'GET', path, query }, call);

  const habits = [
    await pageSizes(ask, matching),
    statusWords(records),
    await userById(ask, records[0]),
    await eventLogs(ask),
    await mindsCase(ask, records),
    await showsClients(ask),
  ];
  return done({
    accounts: records.length,
    ...(shown.length > 0 && { byScim: shown.filter(Boolean).length }),
    habits: habits.filter((habit) => habit !== undefined),
  });
}

type Ask = (query: TargetRequest['query'], path?: string) => Promise<Reply>;

const COUNTED = [
  ['columns', 'id'],
  ['count', 'true'],
  ['offset', '0'],
] as const;

async function pageSizes(ask: Ask, matching: number): Promise<Habit | undefined> {
  const without = rowsIn(await ask(COUNTED));
  const over = await ask([...COUNTED, ['limit', String(TOO_MANY)]]);
  const many = rowsIn(over);
  const said = [
    ...(without === undefined ? [] : [`without a limit ${without} of ${matching} rows`]),
    ...(many === undefined ? [] : [`with limit ${TOO_MANY} ${many} of ${matching} rows`]),
    ...(over.kind === 'rejected' ? [`limit ${TOO_MANY} is refused with ${over.status}`] : []),
  ];
  return said.length === 0 ? undefined : { number: 1, seen: said.join('; ') };
}

function statusWords(records: readonly Probed[]): Habit | undefined {
  const words = records.flatMap((user) =>
    user.status !== undefined && WORD.test(user.status)
      ? [`${user.status} (${toAccount(user).state ?? 'unknown'})`]
      : [],
  );
  const seen = [...new Set(words)].toSorted((a, b) => (a < b ? -1 : 1));
  return seen.length === 0 ? undefined : { number: 5, seen: `status is one of: ${seen.join(', ')}` };
}

async function userById(ask: Ask, user: Probed | undefined): Promise<Habit | undefined> {
  if (!user) return undefined;
  const reply = await ask([], userPath(user.id));
  if (reply.kind === 'rejected') return { number: 6, seen: `GET /users/{id} is refused with ${reply.status}` };
  const body = reply.kind === 'answered' ? anything.safeParse(reply.body) : undefined;
  if (!body?.success) return undefined;
  return { number: 6, seen: `GET /users/{id} answers ${fieldsOf(body.data)}` };
}

const someEvents = z.nullable(z.array(anything));

/** The newest event of each log: which fields it has, never what stands in them. */
async function eventLogs(ask: Ask): Promise<Habit | undefined> {
  const said: string[] = [];
  for (const log of ['main', 'login']) {
    const reply = await ask([['max', '1']], `/api/service/events/${log}`);
    if (reply.kind === 'rejected') said.push(`events/${log} is refused with ${reply.status}`);
    const body = reply.kind === 'answered' ? someEvents.safeParse(reply.body) : undefined;
    if (!body?.success) continue;
    const [newest] = body.data ?? [];
    said.push(newest ? `events/${log} shows ${fieldsOf(newest)}` : `events/${log} is empty`);
  }
  return said.length === 0 ? undefined : { number: 8, seen: said.join('; ') };
}

const fieldsOf = (record: Readonly<Record<string, unknown>>): string =>
  Object.keys(record)
    .filter((name) => /^\w{1,40}$/.test(name))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(', ');

/** Searches for an existing user, in capitals. */
async function mindsCase(ask: Ask, records: readonly Probed[]): Promise<Habit | undefined> {
  const email = records.find((user) => user.email !== undefined && user.email !== user.email.toUpperCase())?.email;
  if (email === undefined) return undefined;
  const filter = JSON.stringify({ email: { $in: [email.toUpperCase()] } });
  const found = rowsIn(await ask([['filter', filter], ...COUNTED, ['limit', '1']]));
  if (found === undefined) return undefined;
  return { number: 14, seen: found > 0 ? '$in finds an e-mail in any case' : '$in minds the case of an e-mail' };
}

/** What this credential sees of the OAuth clients that leavers made. */
async function showsClients(ask: Ask): Promise<Habit | undefined> {
  const reply = await ask([...COUNTED.slice(1), ['limit', '1']], OAUTH_CLIENTS);
  if (reply.kind === 'rejected') return { number: 15, seen: `OAuth clients are not listed: ${reply.status}` };
  if (reply.kind === 'wait' && reply.cause === 'forbidden')
    return { number: 15, seen: 'OAuth clients are not listed: 403' };
  return rowsIn(reply) === undefined ? undefined : { number: 15, seen: 'OAuth clients are listed' };
}

function rowsIn(reply: Reply): number | undefined {
  const body = reply.kind === 'answered' ? rows.safeParse(reply.body) : undefined;
  return body?.success ? (body.data.records ?? []).length : undefined;
}
