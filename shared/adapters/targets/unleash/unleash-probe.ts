import * as z from 'zod/mini';
import type { CatalogueEntry } from '../../../contracts/config/config.ts';
import { done, mapOutcome, type Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { GroupDifference, TargetProbe, TargetRole, TenantLook } from '../../../ports/target/target-probe.ts';
import { read } from '../http/decode.ts';
import type { GroupList } from './groups/group-list.ts';
import type { Tenant } from './http/dialect.ts';
import type { GroupRecord } from './http/records.ts';
import { isPerson } from './users/account.ts';
import { allUsers } from './users/find-users.ts';
import { USERS } from './users/get-user.ts';
import { credential } from './users/identity.ts';
import { rootRoleName } from './users/root-roles.ts';

type Groups = Readonly<Record<string, Partial<CatalogueEntry>>>;

/** What is asked of an instance to examine it. */
export const unleashProbe = (tenant: Tenant, list: GroupList, catalogue: Groups): TargetProbe => ({
  credential: (call) => credential(tenant, call),
  roles: (call) => rootRoles(tenant, call),
  tenant: (call) => lookAtTenant(tenant, call),
  mappedGroups: async (_alias, call) =>
    mapOutcome(await list.read(call), (groups) =>
      groups.filter(({ scimId }) => scimId !== undefined).map(({ name }) => name),
    ),
  groupDifferences: async (call) => mapOutcome(await list.read(call), (groups) => differences(groups, catalogue)),
});

const roles = z.object({ rootRoles: z.array(z.object({ id: z.int(), name: z.string() })) });

/** Both editions list them with the users; a role of the instance's own making under the name that it has there. */
async function rootRoles(tenant: Tenant, call: Call): Promise<Outcome<readonly TargetRole[]>> {
  const request = { operation: 'users.roles', method: 'GET', path: USERS } as const;
  const named = ({ id, name }: { readonly id: number; readonly name: string }): TargetRole => {
    const known = rootRoleName(id);
    return { id: String(id), name: known === name.toLowerCase() ? known : name };
  };
  return mapOutcome(await read(tenant, request, roles, call), ({ rootRoles: all }) => all.map(named));
}

async function lookAtTenant(tenant: Tenant, call: Call): Promise<Outcome<TenantLook>> {
  const users = await allUsers(tenant, call);
  if (users.kind !== 'done') return users;
  const people = users.value.filter(isPerson);
  return done({
    accounts: people.length,
    byScim: people.filter(({ scimId }) => scimId !== undefined).length,
    habits: [],
  });
}

/** Only what the catalogue says is compared, and nothing of it is put right: an administrator may have changed it on purpose. */
function differences(groups: readonly GroupRecord[], catalogue: Groups): readonly GroupDifference[] {
  return groups.flatMap((group) => {
    const entry = Object.hasOwn(catalogue, group.name) ? catalogue[group.name] : undefined;
    if (!entry) return [];
    const { description, mappingsSSO, rootRole } = entry;
    const fields = [
      ...(description !== undefined && description !== (group.description ?? '') ? ['description'] : []),
      ...(mappingsSSO !== undefined && !isSame(mappingsSSO, group.mappingsSSO ?? []) ? ['mappingsSSO'] : []),
      ...(rootRole !== undefined && rootRole !== rootRoleName(group.rootRole) ? ['rootRole'] : []),
    ];
    return fields.length === 0 ? [] : [{ id: String(group.id), name: group.name, fields }];
  });
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.toSorted().every((name, at) => name === b.toSorted()[at]);
