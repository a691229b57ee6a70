import { done, mapOutcome, type Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Identity } from '../../../ports/target/target.ts';
import type { ChannelProbe, Habit, TargetProbe, TenantLook } from '../../../ports/target/target-probe.ts';
import { listGroups } from './groups/groups.ts';
import { equals, readPage } from './http/pages.ts';
import { type UserRecord, userRecord } from './http/records.ts';
import type { Hints, Server } from './http/server.ts';
import { ROLE, toAccount } from './users/account.ts';
import { findUsersByIds } from './users/find-users.ts';
import { listUsers } from './users/list-users.ts';

/** SCIM has no way to ask whose a token is: that one page of users can be read proves that it works. */
export async function identityOf(server: Server, call: Call): Promise<Outcome<Identity>> {
  const listing = { operation: 'users.first', path: '/Users', record: userRecord } as const;
  return mapOutcome(await readPage(server, listing, { startIndex: 1 }, 1, call), () => ({
    id: `scim-of-${server.name}`,
  }));
}

/** What is asked of a SCIM server to examine it. */
export const scimProbe = (server: Server): TargetProbe => ({
  credential: async (call) =>
    mapOutcome(await identityOf(server, call), ({ id }) => ({
      id,
      kind: 'service-account',
      expiry: { kind: 'unknown', because: 'A SCIM token does not say when it ends' },
    })),
  roles: async () => done([{ id: ROLE, name: ROLE }]),
  tenant: (call) => lookAtServer(server, call),
  mappedGroups: async (alias) => ({
    kind: 'refused',
    reason: 'not-found',
    because: `${server.name} is asked by SCIM, which knows no identity provider ${alias}`,
  }),
});

/** One page of users, and what the server says and does (numbered in docs/providers/scim.md). */
async function lookAtServer(server: Server, call: Call): Promise<Outcome<TenantLook>> {
  const listing = { operation: 'users.sample', path: '/Users', record: userRecord } as const;
  const page = await readPage(server, listing, { startIndex: 1 }, server.profile.countPerPage, call);
  if (page.kind !== 'done') return page;
  const { records, total } = page.value;
  const first = records.find(({ userName }) => userName !== undefined);
  const habits = [
    said(await server.hints(call)),
    { number: 2, seen: `a page gives ${records.length} of ${total ?? 'an unknown number of'} users` },
    states(records),
    first && (await filters(server, first, call)),
    groupsShown(records),
  ];
  // all accounts of a SCIM server are made by SCIM, as far as it shows
  return done({
    accounts: records.length,
    byScim: records.length,
    habits: habits.filter((habit) => habit !== undefined),
  });
}

const yes = (is: boolean): string => (is ? 'yes' : 'no');

const supported = ({ patch, etag, cursor, maxResults }: Hints): string =>
  `patch ${yes(patch)}, etag ${yes(etag)}, cursors ${yes(cursor)}, maxResults ${maxResults ?? 'not said'}`;

const said = (hints: Hints): Habit => ({ number: 1, seen: `ServiceProviderConfig: ${supported(hints)}` });

/** The SCIM side of a product that has an interface of its own beside it, to examine. */
export const scimSideProbe = (server: Server): ChannelProbe => ({
  name: 'scim',
  look: async (call) => {
    const identity = await identityOf(server, call);
    if (identity.kind !== 'done') return identity;
    const hints = await server.hints(call);
    return done(hints.isSaid ? { supports: supported(hints) } : {});
  },
  findByIds: (ids, call) => findUsersByIds(server, ids, call),
  listAccounts: (cursor, call) => listUsers(server, cursor, call),
  listGroups: (call) => listGroups(server, call),
});

function states(records: readonly UserRecord[]): Habit | undefined {
  const unknown = records.filter((user) => toAccount(user).state === undefined).length;
  return records.length === 0
    ? undefined
    : { number: 3, seen: `active is missing on ${unknown} of ${records.length} users` };
}

/** Searches for an existing user, in capitals. */
async function filters(server: Server, { id, userName = '' }: UserRecord, call: Call): Promise<Habit | undefined> {
  const filter = equals('userName', userName.toUpperCase());
  const listing = { operation: 'users.probe', path: '/Users', record: userRecord, filter } as const;
  const page = await readPage(server, listing, { startIndex: 1 }, 2, call);
  if (page.kind === 'permanent') return { number: 4, seen: 'userName eq is refused' };
  if (page.kind !== 'done') return undefined;
  const { records } = page.value;
  if (records.length === 0) return { number: 4, seen: 'userName eq minds the case of letters' };
  const isHonoured = records.length === 1 && records[0]?.id === id;
  return { number: 4, seen: isHonoured ? 'userName eq finds a user in any case' : 'userName eq is ignored' };
}

const groupsShown = (records: readonly UserRecord[]): Habit | undefined =>
  records.length === 0
    ? undefined
    : {
        number: 5,
        seen: `${records.filter(({ groups }) => (groups?.length ?? 0) > 0).length} of ${records.length} users show groups`,
      };
