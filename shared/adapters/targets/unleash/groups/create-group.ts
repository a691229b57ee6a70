import type { CatalogueEntry } from '../../../../contracts/config/config.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { CreatedGroup, NewGroup } from '../../../../ports/target/group.ts';
import { rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import type { Tenant } from '../http/dialect.ts';
import { writtenGroup } from '../http/records.ts';
import { rootRoleId } from '../users/root-roles.ts';
import { GROUPS, type GroupList, noGroups } from './group-list.ts';
import { toGroup } from './groups.ts';

const OPERATION = 'groups.create';

/**
 * Creates a group as the catalogue describes it, or adopts the one that has exactly this name, upper and lower case included. Unleash has no
 * index that keeps names apart, so that two may have one name: a conflict. A create that failed may have left the group behind, empty: it is
 * adopted then.
 */
export async function createGroup(
  {
    tenant,
    list,
    catalogue,
  }: {
    readonly tenant: Tenant;
    readonly list: GroupList;
    readonly catalogue: Readonly<Record<string, Partial<CatalogueEntry>>>;
  },
  { alias: name, description }: NewGroup,
  call: Call,
): Promise<Outcome<CreatedGroup>> {
  const edition = await list.edition(call);
  if (edition.kind !== 'done') return edition;
  if (edition.value === 'oss') return noGroups(tenant);
  const entry = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  const rootRole = entry?.rootRole === undefined ? done(null) : rootRoleId(entry.rootRole, tenant.name);
  if (rootRole.kind !== 'done') return rootRole;
  const said = description ?? entry?.description;
  const json = {
    name,
    ...(said !== undefined && { description: said }),
    mappingsSSO: entry?.mappingsSSO ?? [],
    rootRole: rootRole.value,
    users: [],
  };
  const reply = await tenant.ask({ operation: OPERATION, method: 'POST', path: GROUPS, json }, call);
  switch (reply.kind) {
    case 'answered': {
      const created = writtenGroup.safeParse(reply.body);
      if (created.success && created.data.name === name)
        return done({ group: { id: String(created.data.id), name, memberCount: 0 }, how: 'created' });
      return adopt(notSeen({ tenant, operation: OPERATION }, { kind: 'lost', why: 'no group in it' }));
    }
    case 'rejected':
      return adopt(
        rejection({ tenant, operation: OPERATION, about: isTaken(reply.error.meaning) ? 'thing' : 'request' }, reply),
      );
    case 'lost':
      return adopt(notSeen({ tenant, operation: OPERATION }, reply));
    case 'wait':
    case 'retryable':
      return reply;
  }

  /** The group of this name; `otherwise` when there is none. */
  async function adopt(otherwise: NotDone): Promise<Outcome<CreatedGroup>> {
    const groups = await list.read(call);
    if (groups.kind !== 'done') return groups;
    const [found, ...others] = groups.value.filter((group) => group.name === name);
    if (found && others.length === 0) return done({ group: toGroup(found), how: 'adopted' });
    if (!found)
      return otherwise.kind === 'refused'
        ? { kind: 'retryable', because: `${otherwise.because}, and does not list it` }
        : otherwise;
    const ids = [found, ...others].map(({ id }) => id).join(' and ');
    const because = `${tenant.name} has several groups of one name, ${ids}; delete or rename all but one there`;
    return { kind: 'refused', reason: 'conflict', because };
  }
}

const isTaken = (meaning: string | undefined): boolean => meaning === 'name-taken';
