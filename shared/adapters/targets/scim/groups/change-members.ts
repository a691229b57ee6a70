import { done, mapOutcome, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { notSeen } from '../../http/settle.ts';
import { type Change, change, type PatchOperation, shownAfterAll } from '../http/change.ts';
import { getGroup, getUser, groupPath, rejectedFor } from '../http/get-one.ts';
import { equals } from '../http/pages.ts';
import { type GroupRecord, groupRecord } from '../http/records.ts';
import type { Reply, Server } from '../http/server.ts';

/** Adds one user to groups, one request a group; adding a member again is done. Some servers skip who they do not know, in silence. */
export async function addToGroups(
  server: Server,
  accountId: string,
  groupIds: readonly string[],
  call: Call,
): Promise<Outcome<void>> {
  for (const groupId of groupIds) {
    const members: Members = {
      groupId,
      ids: [accountId],
      isWanted: true,
      operation: 'groups.add-member',
      operations: [{ op: 'add', path: 'members', value: [{ value: accountId }] }],
      edit: (before) => [...before.filter(({ value }) => value !== accountId), { value: accountId }],
    };
    const outcome = await changeMembers(server, members, call);
    if (outcome.kind !== 'done') return outcome;
  }
  return done(undefined);
}

/** Removes users from a group, so many to a request as the profile says; a request that is refused with 400 is halved. */
export async function removeFromGroup(
  server: Server,
  groupId: string,
  accountIds: readonly string[],
  call: Call,
): Promise<Outcome<void>> {
  const { maxMembersPerPatch } = server.profile;
  const batches = [...accountIds.keys()].filter((at) => at % maxMembersPerPatch === 0);
  for (const at of batches) {
    const outcome = await removeSome(server, groupId, accountIds.slice(at, at + maxMembersPerPatch), call);
    if (outcome.kind !== 'done') return outcome;
  }
  return done(undefined);
}

async function removeSome(server: Server, groupId: string, ids: readonly string[], call: Call): Promise<Outcome<void>> {
  const outcome = await changeMembers(
    server,
    {
      groupId,
      ids,
      isWanted: false,
      operation: 'groups.remove-member',
      // never `path: members` with a value: a strict server would ignore the value and remove everybody
      operations: ids.map((id) => ({ op: 'remove', path: `members[${equals('value', id)}]` })),
      edit: (before) => before.filter(({ value }) => typeof value !== 'string' || !ids.includes(value)),
    },
    call,
  );
  const isTooMany = outcome.kind === 'refused' && (outcome.status === 400 || outcome.status === 413);
  if (!isTooMany || ids.length === 1) return outcome;
  const half = Math.ceil(ids.length / 2);
  const first = await removeSome(server, groupId, ids.slice(0, half), call);
  return first.kind === 'done' ? removeSome(server, groupId, ids.slice(half), call) : first;
}

interface Members {
  readonly groupId: string;
  readonly ids: readonly string[];
  /** Whether they are to be members afterwards, or none of them. */
  readonly isWanted: boolean;
  readonly operation: string;
  readonly operations: readonly PatchOperation[];
  readonly edit: (members: readonly Member[]) => readonly Member[];
}

type Member = Readonly<Record<string, unknown>>;

async function changeMembers(server: Server, wanted: Members, call: Call): Promise<Outcome<void>> {
  const { groupId, operation, operations, edit } = wanted;
  const asked: Change = {
    operation,
    path: groupPath(groupId),
    operations,
    edit: (group) => ({ ...group, members: edit(membersIn(group)) }),
  };
  const reply = await change(server, asked, call);
  switch (reply.kind) {
    case 'answered':
      return proven(server, wanted, reply, call);
    case 'rejected': {
      const no = await rejectedFor(server, operation, reply, call);
      // a member who is not there cannot be removed, and some servers say so
      return no.kind === 'refused' && no.status === 400 ? unlessSo(server, wanted, no, call) : no;
    }
    case 'lost':
      return unlessSo(server, wanted, notSeen({ tenant: server, operation }, reply), call);
    case 'wait':
    case 'retryable':
      return reply;
  }
}

const membersIn = ({ members }: Readonly<Record<string, unknown>>): readonly Member[] =>
  Array.isArray(members) ? members.filter((member) => typeof member === 'object' && member !== null) : [];

/** Whether a group has the members that it should, as one read shows it. */
const isSo = async (server: Server, { groupId, ids, isWanted }: Members, call: Call): Promise<Outcome<boolean>> =>
  mapOutcome(await getGroup(server, groupId, call), (group) =>
    group === undefined ? !isWanted : holds(group, ids, isWanted),
  );

const holds = ({ members }: GroupRecord, ids: readonly string[], isWanted: boolean): boolean =>
  ids.every((id) => (members?.some(({ value }) => value === id) ?? false) === isWanted);

/** An answer is proof where the profile says so and it lists members; else the group is read. */
async function proven(
  server: Server,
  wanted: Members,
  { body }: Extract<Reply, { kind: 'answered' }>,
  call: Call,
): Promise<Outcome<void>> {
  const { verifyMembers } = server.profile;
  if (verifyMembers === 'none') return done(undefined);
  const said = verifyMembers === 'response' ? groupRecord.safeParse(body) : undefined;
  if (said?.success && said.data.members && holds(said.data, wanted.ids, wanted.isWanted)) return done(undefined);
  const shown = await shownAfterAll(server, () => isSo(server, wanted, call), call);
  if (shown.kind !== 'done') return shown;
  return shown.value ? done(undefined) : skipped(server, wanted, call);
}

/** The server said yes and did nothing: it does not know the user, or not as one of its own. */
async function skipped(server: Server, { ids, isWanted, groupId, operation }: Members, call: Call): Promise<NotDone> {
  const { name } = server;
  if (!isWanted)
    return { kind: 'retryable', because: `${name} answered ${operation}, and group ${groupId} still shows the member` };
  for (const id of ids) {
    const user = await getUser(server, id, call);
    if (user.kind !== 'done') return user;
    if (user.value === undefined) return noSuchUser(server, operation);
  }
  return {
    kind: 'refused',
    reason: 'conflict',
    because: `${name} answered ${operation} and left the account out of group ${groupId}: the group may be mapped to nothing, or the userName may differ from the product's own`,
  };
}

const noSuchUser = ({ name }: Server, operation: string): NotDone => ({
  kind: 'refused',
  reason: 'not-found',
  because: `${name} has no such account for ${operation}`,
});

/** Done when a read shows the change all the same. */
async function unlessSo(server: Server, wanted: Members, otherwise: NotDone, call: Call): Promise<Outcome<void>> {
  const seen = await isSo(server, wanted, call);
  if (seen.kind !== 'done') return seen;
  if (seen.value) return done(undefined);
  if (!wanted.isWanted || otherwise.kind !== 'refused') return otherwise;
  const user = await getUser(server, wanted.ids[0] ?? '', call);
  return user.kind === 'done' && user.value === undefined ? noSuchUser(server, wanted.operation) : otherwise;
}
