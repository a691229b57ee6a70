import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Group } from '../../../../ports/target/group.ts';
import type { Rejected } from '../../http/verdict.ts';
import type { ErrorBody } from '../http/error-body.ts';
import type { Directories } from '../organisation/directories.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { type Look, noSeat, refusal, saysNoSeat, settleChange } from '../organisation/settle-change.ts';
import { userDetails } from '../users/user-details.ts';
import type { GroupFacts } from './group-facts.ts';
import { type GroupLists, isRoleGroup, toGroup } from './groups.ts';

/** What every write to a membership needs. */
export interface MembershipDeps {
  readonly organisation: Organisation;
  readonly lists: GroupLists;
  readonly facts: GroupFacts;
  readonly directories: Directories;
}

const ADD = 'groups.add-member';
const REMOVE = 'groups.remove-member';

/** The groups an account is in, but for those that give a role. An account without any is asked for itself: it may not be there. */
export async function groupsOfUser(
  { organisation, lists, facts }: Omit<MembershipDeps, 'directories'>,
  accountId: string,
  call: Call,
): Promise<Outcome<readonly Group[]>> {
  const groups = await lists.ofAccount(accountId, call);
  if (groups.kind !== 'done') return groups;
  if (groups.value.length === 0) {
    const account = await userDetails(organisation, accountId, call);
    if (account.kind !== 'done') return account;
  }
  facts.keep(groups.value);
  const { roleGroups } = organisation.settings;
  return done(groups.value.filter(({ name }) => !isRoleGroup(name, roleGroups)).map(toGroup));
}

/** Adds one account to groups, one request a group, and reads them once for all. Adding a member again is done. */
export async function addUserToGroups(
  deps: MembershipDeps,
  accountId: string,
  groupIds: readonly string[],
  call: Call,
): Promise<Outcome<void>> {
  const { organisation, lists, facts, directories } = deps;
  const areIn = (ids: readonly string[]): Look =>
    looks(lists, accountId, (has) => ids.every((id) => has.has(id)), call);
  for (const [index, groupId] of groupIds.entries()) {
    const may = await mayWrite(directories, facts, groupId, call);
    if (may.kind !== 'done') return may;
    const path = `${organisation.paths.group(groupId)}/memberships`;
    const reply = await organisation.ask({ operation: ADD, method: 'POST', path, json: { accountId } }, call);
    const isLast = index === groupIds.length - 1;
    if (reply.kind === 'answered' && !isLast) continue;
    const added = await settleChange(
      organisation,
      reply,
      {
        about: { operation: ADD },
        look: areIn(isLast ? groupIds : [groupId]),
        onNo: async (no) => {
          if (no.status === 409 || saysNoSeat(no)) return alreadyOrNoSeat(organisation, areIn([groupId]), no);
          return no.status === 403 ? whose(deps, groupId, ADD, no, call) : forgetting(facts, groupId, no);
        },
      },
      call,
    );
    if (added.kind !== 'done') return added;
  }
  return done(undefined);
}

/** 409 says that the account is a member already, or that no seat is free: only a look tells them apart. */
async function alreadyOrNoSeat(organisation: Organisation, isIn: Look, no: Rejected): Promise<Outcome<void>> {
  const seen = await isIn();
  if (seen.kind !== 'done') return seen;
  return seen.value ? done(undefined) : noSeat(organisation, ADD, no);
}

/** Removing an account that is not a member is done. */
export async function removeUsersFromGroup(
  deps: MembershipDeps,
  groupId: string,
  accountIds: readonly string[],
  call: Call,
): Promise<Outcome<void>> {
  const { organisation, lists, facts, directories } = deps;
  const may = await mayWrite(directories, facts, groupId, call);
  if (may.kind !== 'done') return may;
  for (const accountId of accountIds) {
    const path = `${organisation.paths.group(groupId)}/memberships/${encodeURIComponent(accountId)}`;
    const look = looks(lists, accountId, (has) => !has.has(groupId), call);
    const reply = await organisation.ask({ operation: REMOVE, method: 'DELETE', path }, call);
    const onNo = async (no: Rejected<ErrorBody>): Promise<Outcome<void> | undefined> => {
      if (no.status === 403) return whose(deps, groupId, REMOVE, no, call);
      if (no.status !== 404) return undefined;
      const group = await facts.details(groupId, call);
      if (group.kind !== 'done') return group;
      const seen = await look();
      return seen.kind !== 'done' || !seen.value ? undefined : done(undefined);
    };
    const removed = await settleChange(organisation, reply, { about: { operation: REMOVE }, look, onNo }, call);
    if (removed.kind !== 'done') return removed;
  }
  return done(undefined);
}

/** A no about a group that was writable when we last read it: read it again, for a group may have been taken over. */
async function whose(
  { organisation, facts }: MembershipDeps,
  groupId: string,
  operation: string,
  no: Rejected,
  call: Call,
) {
  facts.forget(groupId);
  const may = await facts.mayWrite(groupId, call);
  return may.kind === 'done' ? refusal(organisation, { operation }, no) : may;
}

/** A group that was not found may be gone: it is read anew next time. */
async function forgetting(facts: GroupFacts, groupId: string, { status }: Rejected): Promise<undefined> {
  if (status === 404) facts.forget(groupId);
  return undefined;
}

const looks =
  (lists: GroupLists, accountId: string, holds: (has: ReadonlySet<string>) => boolean, call: Call): Look =>
  async () => {
    const groups = await lists.ofAccount(accountId, call);
    return groups.kind === 'done' ? done(holds(new Set(groups.value.map(({ id }) => id)))) : groups;
  };

async function mayWrite(
  directories: Directories,
  facts: GroupFacts,
  groupId: string,
  call: Call,
): Promise<Outcome<void>> {
  const directory = await directories.mayWrite(call);
  return directory.kind === 'done' ? facts.mayWrite(groupId, call) : directory;
}
