import { done, mapOutcome } from '../../../../domain/outcome.ts';
import type { GroupAdministration } from '../../../../ports/target/group-administration.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { deleteGroup, type GroupLists, listGroups, membersOfGroup, toGroup } from './groups.ts';

/**
 * What operators may do with the groups of an Atlan tenant. Its interface shows neither who fills a group nor what it gives: groups that an
 * identity provider fills are those that the configuration lists.
 */
export const groupAdministration = (tenant: Tenant, lists: GroupLists): GroupAdministration => ({
  details: async (id, call) => {
    const rows = await lists.list(call, { id });
    if (rows.kind !== 'done') return rows;
    const record = rows.value.records.find((one) => one.id === id);
    if (!record && !rows.value.complete)
      return { kind: 'retryable', because: `${tenant.name} does not count as many groups as it lists` };
    if (!record) return { kind: 'refused', reason: 'not-found', because: `${tenant.name} has no such group` };
    const [description] = record.attributes?.description ?? [];
    return done({
      ...toGroup(record),
      ...(description !== undefined && description !== '' && { description }),
      managedBy: 'us',
      facts: {},
    });
  },
  members: (id, call) => membersOfGroup(tenant, id, call),
  remove: (id, call) => deleteGroup(tenant, lists, id, call),
  count: async (call) => mapOutcome(await listGroups(tenant, lists, call), (groups) => groups.length),
});
