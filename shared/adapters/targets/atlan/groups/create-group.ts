import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { CreatedGroup, NewGroup } from '../../../../ports/target/group.ts';
import { misshapen } from '../../http/decode.ts';
import { type About, rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import type { Rejected } from '../../http/verdict.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { groupName } from './group-name.ts';
import { createdGroupRecord, type GroupLists, toGroup } from './groups.ts';

export interface CreatedWithUsers extends CreatedGroup {
  /** Users who are not known to have become members: add them one by one. */
  readonly notAdded: readonly string[];
}

const OPERATION = 'groups.create';

/**
 * Creates a group, or adopts the one that has its name already (HTTP 400, code 3500, `409 Conflict` in the text). A
 * group of that name but with another alias belongs to others: refused. Safe to repeat.
 */
export async function createGroup(
  tenant: Tenant,
  lists: GroupLists,
  { alias, description, userIds = [] }: NewGroup & { readonly userIds?: readonly string[] },
  call: Call,
): Promise<Outcome<CreatedWithUsers>> {
  const name = groupName(alias);
  if (name === '') {
    return {
      kind: 'permanent',
      because: `The alias "${alias}" leaves no internal name for ${tenant.name}; it needs a Latin letter or a digit`,
    };
  }
  const attributes = {
    alias: [alias],
    isDefault: ['false'],
    ...(description !== undefined && { description: [description] }),
  };
  const json = { group: { name, attributes }, ...(userIds.length > 0 && { users: userIds }) };
  const reply = await tenant.ask({ operation: OPERATION, method: 'POST', path: '/api/service/groups', json }, call);

  switch (reply.kind) {
    case 'answered': {
      const created = createdGroupRecord.safeParse(reply.body);
      if (!created.success) return { kind: 'retryable', because: misshapen(tenant.name, OPERATION, created.error) };
      const { group: id, users } = created.data;
      const notAdded = userIds.filter((userId) => !wasAdded(users?.[userId]));
      return done({ group: { id, name, alias }, how: 'created', notAdded });
    }
    case 'rejected':
      return isConflict(reply) ? adopt(rejected(reply, 'thing')) : rejected(reply, 'request');
    case 'lost':
      return adopt(notSeen({ tenant, operation: OPERATION }, reply));
    case 'wait':
    case 'retryable':
      return reply;
  }

  /** Finds the group that has this name now; `otherwise` when there is none or it is not this one. */
  async function adopt(otherwise: Outcome<never>): Promise<Outcome<CreatedWithUsers>> {
    const rows = await lists.list(call, { name });
    if (rows.kind !== 'done') return rows;
    const found = rows.value.records.find((group) => group.name === name);
    if (!found)
      return otherwise.kind === 'refused'
        ? { kind: 'retryable', because: `${otherwise.because}, and does not list it` }
        : otherwise;
    const group = toGroup(found);
    if (group.alias !== undefined && !sameText(group.alias, alias)) {
      const because = `${tenant.name} has a group ${name} that is shown as "${group.alias}", not as "${alias}"; choose another alias`;
      return { kind: 'refused', reason: 'conflict', because };
    }
    return done({ group, how: 'adopted', notAdded: userIds });
  }

  function rejected(reply: Rejected, about: About['about']): Outcome<never> {
    return rejection({ tenant, operation: OPERATION, about }, reply);
  }
}

const isConflict = ({ status, error }: Rejected): boolean => status === 409 || error.code === '3500';

const wasAdded = (user: { status?: number | undefined; statusMessage?: string | undefined } | undefined): boolean =>
  user?.status === 200 || user?.statusMessage?.toLowerCase() === 'success';

const sameText = (a: string, b: string): boolean =>
  a.trim().normalize('NFC').toLowerCase() === b.trim().normalize('NFC').toLowerCase();
