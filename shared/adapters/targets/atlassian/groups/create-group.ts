import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { CreatedGroup, NewGroup } from '../../../../ports/target/group.ts';
import { rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import { notShown, untilSeen } from '../organisation/settle-change.ts';
import { notOurs } from './group-facts.ts';
import { isRoleGroup, toGroup } from './groups.ts';
import type { MembershipDeps } from './memberships.ts';

const OPERATION = 'groups.create';

/**
 * Creates a group, or adopts the one that has its name already (409). Atlassian answers without an id, so the group is found by its exact
 * name, which may take a while to show. Safe to repeat.
 */
export async function createGroup(
  deps: MembershipDeps,
  { alias, description }: NewGroup,
  call: Call,
): Promise<Outcome<CreatedGroup>> {
  const { organisation, lists, facts, directories } = deps;
  const { name, settings, paths } = organisation;
  if (alias.trim() === '') return { kind: 'permanent', because: `A group of ${name} needs a name` };
  if (isRoleGroup(alias, settings.roleGroups)) {
    const because = `The group "${alias}" gives a role on ${name} (atlassian.roleGroups), so policy grants it as a role; take it out of the group catalogue`;
    return { kind: 'permanent', because };
  }
  const may = await directories.mayWrite(call);
  if (may.kind !== 'done') return may;
  const json = { name: alias, ...(description !== undefined && { description }) };
  const reply = await organisation.ask({ operation: OPERATION, method: 'POST', path: paths.groups, json }, call);
  switch (reply.kind) {
    case 'answered':
      return find('created', { kind: 'retryable', because: notShown(name, OPERATION) });
    case 'rejected': {
      const no = rejection({ tenant: organisation, operation: OPERATION, about: 'request' }, reply);
      const unseen = `${no.because}, and does not show a group of this name`;
      return reply.status === 409 ? find('adopted', { kind: 'retryable', because: unseen }) : no;
    }
    case 'lost':
      return find('adopted', notSeen({ tenant: organisation, operation: OPERATION }, reply));
    case 'wait':
    case 'retryable':
      return reply;
  }

  /** Finds the group that has this name now; `otherwise` when none shows in time. */
  async function find(how: CreatedGroup['how'], otherwise: NotDone): Promise<Outcome<CreatedGroup>> {
    let found: Awaited<ReturnType<typeof lists.named>> = done([]);
    const look = async (): Promise<Outcome<boolean>> => {
      found = await lists.named(alias, call);
      return found.kind === 'done' ? done(found.value.length > 0) : found;
    };
    const seen = await untilSeen(organisation, look, call);
    if (seen.kind !== 'done') return seen;
    if (found.kind !== 'done') return found;
    facts.keep(found.value);
    const group = found.value.find((one) => one.name === alias);
    const [other] = found.value;
    if (group) return notOurs(name, group) ?? done({ group: toGroup(group), how });
    if (!other) return otherwise;
    const because = `${name} has a group "${other.name}", which is the same name in other letters; write it that way`;
    return { kind: 'refused', reason: 'conflict', because };
  }
}
