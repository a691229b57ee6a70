import type { Account } from '../../../../domain/account/account.ts';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { GroupAdministration } from '../../../../ports/target/group-administration.ts';
import { notSeen } from '../../http/settle.ts';
import { shownAfterAll } from '../http/change.ts';
import { getGroup, getUser, groupPath, rejectedFor, WITHOUT_MEMBERS } from '../http/get-one.ts';
import { readPage } from '../http/pages.ts';
import { groupRecord } from '../http/records.ts';
import type { Server } from '../http/server.ts';
import { toAccount } from '../users/account.ts';
import { readAllUsers } from '../users/list-users.ts';
import { mustExist, toGroup } from './groups.ts';

/** What an operator may do with the groups of a SCIM server: it has no figures about them, and no access that hangs on them. */
export const scimGroupAdministration = (server: Server): GroupAdministration => ({
  details: (groupId, call) => detailsOf(server, groupId, call),
  members: (groupId, call) => membersOf(server, groupId, call),
  remove: (groupId, call) => removeGroup(server, groupId, call),
  count: (call) => countGroups(server, call),
});

async function detailsOf(server: Server, groupId: string, call: Call): ReturnType<GroupAdministration['details']> {
  const group = await getGroup(server, groupId, call, WITHOUT_MEMBERS);
  if (group.kind !== 'done') return group;
  if (!group.value) return notThere(server);
  const { externalId, meta } = group.value;
  const facts = { externalId, created: meta?.created, lastModified: meta?.lastModified };
  const known = Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact] as const]));
  return done({ ...toGroup(group.value), managedBy: 'us', facts: Object.fromEntries(known) });
}

const notThere = ({ name }: Server): Outcome<never> => ({
  kind: 'refused',
  reason: 'not-found',
  because: `${name} answered 404 to groups.get`,
  status: 404,
});

/** As many members are read one by one; of more all users are listed, and who is not listed is read. */
const READ_ALONE = 20;

async function membersOf(server: Server, groupId: string, call: Call): Promise<Outcome<readonly Account[]>> {
  const group = await getGroup(server, groupId, call);
  if (group.kind !== 'done') return group;
  if (!group.value) return notThere(server);
  const all = (group.value.members ?? []).filter(({ type }) => type?.toLowerCase() !== 'group');
  const ids = [...new Set(all.flatMap(({ value }) => value ?? []))];
  const listed = ids.length > READ_ALONE ? await readAllUsers(server, call) : done([]);
  if (listed.kind !== 'done') return listed;
  const known = new Map(listed.value.map((user) => [user.id, user]));
  const accounts: Account[] = [];
  for (const id of ids) {
    const user = known.get(id);
    const read = user ? done(user) : await getUser(server, id, call);
    if (read.kind !== 'done') return read;
    if (read.value) accounts.push(toAccount(read.value));
  }
  return done(accounts);
}

async function removeGroup(server: Server, groupId: string, call: Call): Promise<Outcome<void>> {
  if (server.profile.manageGroups === 'existing-only') return mustExist(server, groupId);
  const operation = 'groups.delete';
  const isGone = async () => mapOutcome(await getGroup(server, groupId, call, WITHOUT_MEMBERS), (group) => !group);
  const reply = await server.ask({ operation, method: 'DELETE', path: groupPath(groupId) }, call);
  if (reply.kind === 'wait' || reply.kind === 'retryable') return reply;
  if (reply.kind === 'rejected' && reply.status !== 404) return rejectedFor(server, operation, reply, call);
  const gone = reply.kind === 'lost' ? await isGone() : await shownAfterAll(server, isGone, call);
  if (gone.kind !== 'done') return gone;
  if (gone.value) return done(undefined);
  if (reply.kind === 'lost') return notSeen({ tenant: server, operation }, reply);
  return { kind: 'retryable', because: `${server.name} answered ${operation}, and still shows group ${groupId}` };
}

async function countGroups(server: Server, call: Call): Promise<Outcome<number>> {
  const listing = { operation: 'groups.count', path: '/Groups', record: groupRecord, query: WITHOUT_MEMBERS } as const;
  const page = await readPage(server, listing, { startIndex: 1 }, 1, call);
  if (page.kind !== 'done') return page;
  const { total } = page.value;
  return total === undefined ? { kind: 'retryable', because: `${server.name} does not count its groups` } : done(total);
}
