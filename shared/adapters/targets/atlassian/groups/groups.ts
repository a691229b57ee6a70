import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Group } from '../../../../ports/target/group.ts';
import type { Tenant as TenantOf } from '../../http/caller.ts';
import type { ErrorBody } from '../http/error-body.ts';
import { type Listing, readAll } from '../http/pages.ts';
import { type GroupRecord, groupRecord } from '../http/records.ts';
import type { Organisation } from '../organisation/organisation.ts';

/** By names, by ids, or by who is in them; without a filter all. */
type GroupFilter = Readonly<Partial<Record<'groupNames' | 'groupIds' | 'accountIds', readonly string[]>>>;

export interface GroupLists {
  list(operation: string, filter: GroupFilter, call: Call): Promise<Outcome<readonly GroupRecord[]>>;
  /** The groups of exactly this name; the search itself minds no case. */
  named(name: string, call: Call): Promise<Outcome<readonly GroupRecord[]>>;
  /** The groups of one account. Empty also for an account that is not there. */
  ofAccount(accountId: string, call: Call): Promise<Outcome<readonly GroupRecord[]>>;
}

/** Not there, not allowed by this method, or gone. */
const MISSING = [404, 405, 410];

/** Searches; and uses the deprecated listing for good once an organisation has answered that it has no search. */
export function groupLists(organisation: Organisation): GroupLists {
  const { paths } = organisation;
  let hasSearch = true;

  async function list(operation: string, filter: GroupFilter, call: Call): Promise<Outcome<readonly GroupRecord[]>> {
    let isMissing = false;
    const probing: TenantOf<ErrorBody> = {
      ...organisation,
      ask: async (request, granted) => {
        const reply = await organisation.ask(request, granted);
        isMissing ||= reply.kind === 'rejected' && MISSING.includes(reply.status) && !isAboutUs(reply.error);
        return reply;
      },
    };
    const search: Listing<GroupRecord> = {
      operation,
      path: `${paths.groups}/search`,
      by: 'search',
      record: groupRecord,
      filter: { ...filter, expand: ['counts.users'] },
    };
    const found = hasSearch ? await readAll(probing, search, call) : undefined;
    if (found && !isMissing) return found;
    const older = await deprecated(operation, filter, call);
    hasSearch &&= older.kind !== 'done';
    return older;
  }

  /** It knows no names, so all groups are read for them. */
  async function deprecated(operation: string, { groupNames, ...filter }: GroupFilter, call: Call) {
    const path = paths.groups;
    const all = await readAll(organisation, { operation, path, by: 'list', record: groupRecord, filter }, call);
    const isAsked = ({ name }: GroupRecord) => groupNames?.some((asked) => sameLetters(asked, name)) ?? true;
    return mapOutcome(all, (groups) => groups.filter(isAsked));
  }

  return {
    list,
    named: (name, call) => list('groups.find-by-name', { groupNames: [name] }, call),
    ofAccount: (accountId, call) => list('users.groups', { accountIds: [accountId] }, call),
  };
}

const isAboutUs = ({ code }: ErrorBody): boolean => code === 'ADMIN-404-2';

/** Whether two names are one to Atlassian. */
const sameLetters = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const toGroup = ({ id, name, counts }: GroupRecord): Group => ({
  id,
  name,
  ...(counts?.users !== undefined && { memberCount: counts.users }),
});

/** Those that policy may see: a group that gives a role is none of them. */
export async function listGroups(
  { settings: { roleGroups } }: Organisation,
  lists: GroupLists,
  call: Call,
  keep: (groups: readonly GroupRecord[]) => void,
): Promise<Outcome<readonly Group[]>> {
  const all = await lists.list('groups.list', {}, call);
  if (all.kind !== 'done') return all;
  keep(all.value);
  return done(all.value.filter(({ name }) => !isRoleGroup(name, roleGroups)).map(toGroup));
}

export const isRoleGroup = (name: string, { guest, user }: Organisation['settings']['roleGroups']): boolean =>
  [guest, user].some((role) => role !== undefined && sameLetters(role, name));
