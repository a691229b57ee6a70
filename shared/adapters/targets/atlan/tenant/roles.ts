import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { TargetRole } from '../../../../ports/target/target-probe.ts';
import { readAll } from '../http/pages.ts';
import { roleRecord } from '../http/records.ts';
import type { Tenant } from './tenant.ts';

export interface Roles {
  /** The tenant's id of a role name such as `$member`; `permanent` when the tenant has no such role. */
  idOf(role: string, call: Call): Promise<Outcome<string>>;
}

/** Role ids differ by tenant and practically never change. */
const FRESH_MS = 60 * 60_000;

/** The workspace roles and those below them; roles of connections and personas are left out. */
export async function listRoles(tenant: Tenant, call: Call): Promise<Outcome<readonly TargetRole[]>> {
  const listing = {
    operation: 'roles.list',
    path: '/api/service/roles',
    record: roleRecord,
    filter: { name: { $ilike: '$%' } },
  };
  const rows = await readAll(tenant, listing, call);
  if (rows.kind !== 'done') return rows;
  if (!rows.value.complete)
    return { kind: 'retryable', because: `${tenant.name} does not count as many roles as it lists` };
  return done(rows.value.records.map(({ id, name }) => ({ id, name })));
}

/** Looks roles up by one cached listing: shared by concurrent callers, refreshed hourly and once on a miss. */
export function atlanRoles(tenant: Tenant, clock: Clock): Roles {
  let cached: { readonly ids: ReadonlyMap<string, string>; readonly readAt: number } | undefined;
  let reading: Promise<Outcome<ReadonlyMap<string, string>>> | undefined;

  async function fetchIds(call: Call): Promise<Outcome<ReadonlyMap<string, string>>> {
    const rows = await listRoles(tenant, call);
    if (rows.kind !== 'done') return rows;
    const ids = new Map(rows.value.map(({ name, id }) => [name, id]));
    cached = { ids, readAt: clock.now() };
    return done(ids);
  }

  const readOnce = (call: Call) => {
    reading ??= fetchIds(call).finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return {
    idOf: async (role, call) => {
      const isFresh = cached !== undefined && clock.now() - cached.readAt < FRESH_MS;
      const known = isFresh ? cached?.ids.get(role) : undefined;
      if (known !== undefined) return done(known);
      const ids = await readOnce(call);
      if (ids.kind !== 'done') return ids;
      const id = ids.value.get(role);
      if (id !== undefined) return done(id);
      const because = `${tenant.name} has no role ${role}; it has ${[...ids.value.keys()].join(', ')}. Correct the policy`;
      return { kind: 'permanent', because };
    },
  };
}
