import * as z from 'zod/mini';
import type { Account } from '../../../../domain/account/account.ts';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Group } from '../../../../ports/target/group.ts';
import { settle } from '../../http/settle.ts';
import { type Listing, type Rows, readAll } from '../http/pages.ts';
import { type GroupRecord, groupRecord, userRecord } from '../http/records.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { toAccount } from '../users/account.ts';

export interface GroupLists {
  /** All groups, or those that match an RQL filter. */
  list(call: Call, filter?: Listing<GroupRecord>['filter']): Promise<Outcome<Rows<GroupRecord>>>;
}

/** Lists groups at `/v2/groups`, and at `/groups` for good once a tenant has answered 404. */
export function groupLists(tenant: Tenant): GroupLists {
  const paths = { newer: '/api/service/v2/groups', older: '/api/service/groups' };
  let hasNewer = true;

  return {
    list: async (call, filter) => {
      const listing = { operation: 'groups.list', record: groupRecord, sort: 'name', ...(filter && { filter }) };
      let isMissing = false;
      const probing: Tenant = {
        ...tenant,
        ask: async (request, granted) => {
          const reply = await tenant.ask(request, granted);
          isMissing ||= reply.kind === 'rejected' && reply.status === 404;
          return reply;
        },
      };
      const rows = hasNewer ? await readAll(probing, { ...listing, path: paths.newer }, call) : undefined;
      if (rows && !isMissing) return rows;
      const older = await readAll(tenant, { ...listing, path: paths.older }, call);
      hasNewer &&= older.kind !== 'done';
      return older;
    },
  };
}

/** All groups of the tenant. */
export async function listGroups({ name }: Tenant, lists: GroupLists, call: Call): Promise<Outcome<readonly Group[]>> {
  const rows = await lists.list(call);
  if (rows.kind !== 'done') return rows;
  if (!rows.value.complete) return { kind: 'retryable', because: `${name} does not count as many groups as it lists` };
  return done(rows.value.records.map(toGroup));
}

/** Deletes a group for good; one that is not there is done. */
export async function deleteGroup(
  tenant: Tenant,
  lists: GroupLists,
  groupId: string,
  call: Call,
): Promise<Outcome<void>> {
  const operation = 'groups.delete';
  const reply = await tenant.ask({ operation, method: 'POST', path: `${groupPath(groupId)}/delete`, json: {} }, call);
  const isGone = async (): Promise<Outcome<boolean>> => {
    const rows = await lists.list(call, { id: groupId });
    return rows.kind === 'done'
      ? done(rows.value.complete && !rows.value.records.some(({ id }) => id === groupId))
      : rows;
  };
  const outcome = await settle(reply, { tenant, operation, about: 'thing' }, isGone);
  if (outcome.kind !== 'refused' || outcome.reason !== 'not-found') return outcome;
  const gone = await isGone();
  return gone.kind === 'done' && gone.value ? done(undefined) : outcome;
}

/** The accounts in a group. */
export async function membersOfGroup(
  tenant: Tenant,
  groupId: string,
  call: Call,
): Promise<Outcome<readonly Account[]>> {
  const path = `${groupPath(groupId)}/members`;
  const query = [['maxLoginEvents', '1']] as const;
  const rows = await readAll(
    tenant,
    { operation: 'groups.members', path, record: userRecord, about: 'thing', sort: 'username', query },
    call,
  );
  if (rows.kind !== 'done') return rows;
  if (!rows.value.complete)
    return { kind: 'retryable', because: `${tenant.name} does not count as many members of a group as it lists` };
  return done(rows.value.records.map(toAccount));
}

export function toGroup({ id, name, alias, attributes, userCount, memberCount }: GroupRecord): Group {
  const shown = alias ?? attributes?.alias?.[0];
  const count = userCount ?? memberCount;
  return { id, name, ...(shown !== undefined && { alias: shown }), ...(count !== undefined && { memberCount: count }) };
}

export const groupPath = (groupId: string): string => `/api/service/groups/${encodeURIComponent(groupId)}`;

/** What creating a group answers: its id, and for each user how adding them went. */
export const createdGroupRecord = z.looseObject({
  group: z.string(),
  users: z.catch(
    z.optional(
      z.nullable(
        z.record(z.string(), z.looseObject({ status: z.optional(z.number()), statusMessage: z.optional(z.string()) })),
      ),
    ),
    undefined,
  ),
});
