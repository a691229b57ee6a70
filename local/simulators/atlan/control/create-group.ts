import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { fieldsOf, filledText, flag, InvalidInput } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import { type Group, isInternalName } from '../tenant/group.ts';
import { groupByName } from '../tenant/tenant.ts';
import type { AtlanWorld } from '../world.ts';

/** A group by internal name or by alias; either is made from the other. */
export const createGroup: ControlHandler<AtlanWorld> = ({ world, body, now }) => {
  const { tenant } = world;
  const fields = fieldsOf(body, 'body', ['name', 'alias', 'description', 'isDefault']);
  const alias = fields.optional('alias', filledText);
  const name = fields.optional('name', filledText) ?? alias?.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  if (name === undefined || !isInternalName(name)) {
    throw new InvalidInput('body.name', 'must be lower-case letters, digits, _ and - (or give an alias)');
  }
  if (groupByName(tenant.groups, name) !== undefined) throw complain(409, `There is a group ${name} already.`);
  const description = fields.optional('description', filledText);
  const group: Group = {
    id: tenant.guid(),
    name,
    attributes: {
      alias: [alias ?? name],
      ...(description === undefined ? {} : { description: [description] }),
      isDefault: [String(fields.optional('isDefault', flag) ?? false)],
      createdAt: [String(now)],
      createdBy: ['simulator'],
    },
  };
  tenant.groups.put(group, now);
  return ok(group);
};
