import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import type { Tenant } from '../http/dialect.ts';
import type { GroupRecord } from '../http/records.ts';
import { getUser, noSuchAccount } from '../users/get-user.ts';
import { groupPath } from './group-list.ts';
import { getGroup } from './groups.ts';
import type { Change, Queue, Waiting } from './membership-queue.ts';

const OPERATION = 'groups.update';
const ATTEMPTS = 3;

/**
 * Unleash has no call that adds or removes a member: the whole group is read, written with its members changed, and read again. Everything that
 * is not sent is lost, so all of it comes from the read right before; only one may do this at a time.
 */
export async function rewriteGroup(tenant: Tenant, groupId: string, queue: Queue, call: Call): Promise<void> {
  let changes: readonly Waiting[] | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const group = await getGroup(tenant, groupId, call);
    changes ??= queue.take();
    if (group.kind !== 'done') return settleAll(changes, group);
    if (group.value.scimId !== undefined) return settleAll(changes, ownedByIdentityProvider(tenant, groupId));
    const before = membersOf(group.value);
    const wanted = withChanges(before, changes);
    if (isSame(before, wanted)) return settleAll(changes, done(undefined));
    const reply = await tenant.ask(
      { operation: OPERATION, method: 'PUT', path: groupPath(groupId), json: bodyOf(group.value, wanted) },
      call,
    );
    if (reply.kind === 'wait' || reply.kind === 'retryable') return settleAll(changes, reply);
    if (reply.kind === 'rejected') {
      const no = rejection({ tenant, operation: OPERATION, about: 'thing' }, reply);
      if (reply.error.meaning !== 'unknown-member')
        return settleAll(changes, reply.error.meaning === 'scim' ? ownedByIdentityProvider(tenant, groupId) : no);
      changes = await withoutStrangers(tenant, changes, call);
      continue;
    }
    const after = await getGroup(tenant, groupId, call);
    if (after.kind !== 'done') return settleAll(changes, after);
    const members = membersOf(after.value);
    if (reply.kind === 'lost')
      return settleEach(changes, (change) =>
        shows(members, change) ? done(undefined) : notSeen({ tenant, operation: OPERATION }, reply),
      );
    if (!changes.every((change) => shows(members, change))) continue;
    const isOurs = isSame(members, wanted) && isSameBeside(group.value, after.value);
    return settleAll(changes, isOurs ? done(undefined) : otherWriter(tenant, groupId));
  }
  const because = `${tenant.name} accepted ${ATTEMPTS} times to change the members of group ${groupId}, and does not show it`;
  settleAll(changes ?? [], { kind: 'retryable', because });
}

const settleEach = (changes: readonly Waiting[], outcomeOf: (change: Change) => Outcome<void>): void => {
  for (const change of changes) change.settle(outcomeOf(change));
};
const settleAll = (changes: readonly Waiting[], outcome: Outcome<void> | NotDone | Outcome<GroupRecord>): void =>
  settleEach(changes, () => (outcome.kind === 'done' ? done(undefined) : outcome));

const membersOf = ({ users }: GroupRecord): ReadonlySet<number> => new Set(users.map(({ user }) => user.id));

function withChanges(before: ReadonlySet<number>, changes: readonly Change[]): ReadonlySet<number> {
  const wanted = new Set(before);
  for (const { userId, isMember } of changes) {
    if (isMember) wanted.add(userId);
    else wanted.delete(userId);
  }
  return wanted;
}

const shows = (members: ReadonlySet<number>, { userId, isMember }: Change): boolean => members.has(userId) === isMember;
const isSame = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id));

const restOf = ({ name, description, mappingsSSO, rootRole }: GroupRecord) => ({
  name,
  description,
  mappingsSSO,
  rootRole,
});
const isSameBeside = (a: GroupRecord, b: GroupRecord): boolean =>
  JSON.stringify(restOf(a)) === JSON.stringify(restOf(b));

const bodyOf = (group: GroupRecord, members: ReadonlySet<number>) => ({
  ...restOf(group),
  users: [...members].map((id) => ({ user: { id } })),
});

/** Unleash refuses all members because of one whom it does not know, and does not say which: each is asked for. */
async function withoutStrangers(tenant: Tenant, changes: readonly Waiting[], call: Call): Promise<readonly Waiting[]> {
  const known: Waiting[] = [];
  for (const change of changes) {
    const user = change.isMember ? await getUser(tenant, String(change.userId), call) : done({});
    if (user.kind !== 'done') change.settle(user);
    else if (user.value === undefined) change.settle(noSuchAccount(tenant, String(change.userId)));
    else known.push(change);
  }
  return known;
}

const ownedByIdentityProvider = ({ name }: Tenant, groupId: string): NotDone => ({
  kind: 'refused',
  reason: 'not-allowed',
  because: `The group ${groupId} of ${name} is owned by the identity provider, which keeps it by SCIM; change its members there`,
});

/** What we wanted is there, and something else changed between our write and our read: what, we cannot know, so nothing is repaired. */
const otherWriter = ({ name }: Tenant, groupId: string): NotDone => ({
  kind: 'retryable',
  sign: 'other-writer',
  because: `Another writer changed group ${groupId} of ${name} while we changed its members; compare its members with what they should be, for Unleash lets the last writer win`,
});
