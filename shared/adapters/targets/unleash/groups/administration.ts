import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { GroupAdministration, GroupDetails } from '../../../../ports/target/group-administration.ts';
import { settle } from '../../http/settle.ts';
import type { Tenant } from '../http/dialect.ts';
import type { GroupRecord } from '../http/records.ts';
import { isPerson, toAccount } from '../users/account.ts';
import { rootRoleName } from '../users/root-roles.ts';
import { type GroupList, groupPath, noGroups } from './group-list.ts';
import { getGroup, toGroup } from './groups.ts';

/** What an operator may do with the groups of an instance. Unleash counts no groups by themselves, and gives access to projects elsewhere. */
export function groupAdministration(tenant: Tenant, list: GroupList): GroupAdministration {
  async function groupOf(groupId: string, call: Call): Promise<Outcome<GroupRecord>> {
    const edition = await list.edition(call);
    if (edition.kind !== 'done') return edition;
    return edition.value === 'oss' ? noGroups(tenant) : getGroup(tenant, groupId, call);
  }
  return {
    details: async (groupId, call) => mapOutcome(await groupOf(groupId, call), detailsOf),
    members: async (groupId, call) =>
      mapOutcome(await groupOf(groupId, call), ({ users }) =>
        users
          .map(({ user }) => user)
          .filter(isPerson)
          .map(toAccount),
      ),
    remove: async (groupId, call) => {
      const group = await groupOf(groupId, call);
      if (group.kind === 'refused' && group.reason === 'not-found') return done(undefined);
      if (group.kind !== 'done') return group;
      if (group.value.scimId !== undefined) {
        const because = `The group ${groupId} of ${tenant.name} is owned by the identity provider, which keeps it by SCIM; remove it there`;
        return { kind: 'refused', reason: 'not-allowed', because };
      }
      return removeGroup(tenant, groupId, call);
    },
  };
}

function detailsOf(group: GroupRecord): GroupDetails {
  const { description, mappingsSSO, rootRole, scimId } = group;
  return {
    ...toGroup(group),
    ...(description && { description }),
    managedBy: scimId === undefined ? 'us' : 'identity-provider',
    facts: {
      ...(rootRole !== null && { rootRole: rootRoleName(rootRole) ?? String(rootRole) }),
      ...(mappingsSSO && mappingsSSO.length > 0 && { mappingsSSO: mappingsSSO.join(', ') }),
    },
  };
}

async function removeGroup(tenant: Tenant, groupId: string, call: Call): Promise<Outcome<void>> {
  const operation = 'groups.delete';
  const reply = await tenant.ask({ operation, method: 'DELETE', path: groupPath(groupId) }, call);
  const outcome = await settle(reply, { tenant, operation, about: 'thing' }, async () => {
    const left = await getGroup(tenant, groupId, call);
    if (left.kind === 'refused' && left.reason === 'not-found') return done(true);
    return left.kind === 'done' ? done(false) : left;
  });
  return outcome.kind === 'refused' && outcome.reason === 'not-found' ? done(undefined) : outcome;
}
