import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { fieldsOf, filledText } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import { type Group, groupNamed } from '../tenant/directory.ts';
import type { ScimWorld } from '../world.ts';

/** A group that an administrator made, or mapped. */
export const createGroup: ControlHandler<ScimWorld> = ({ world: { directory }, body, now }) => {
  const displayName = fieldsOf(body, 'body', ['name']).required('name', filledText);
  if (groupNamed(directory.groups, displayName)) throw complain(409, `There is a group ${displayName} already.`);
  const group: Group = {
    id: directory.guid(),
    created: now,
    lastModified: now,
    version: 1,
    attributes: { displayName },
    memberIds: [],
  };
  directory.groups.put(group, now);
  return ok({ id: group.id, name: displayName, memberIds: [] });
};

export const deleteGroup: ControlHandler<ScimWorld> = ({ world: { directory }, params, now }) => {
  const id = params.get('id') ?? '';
  if (directory.groups.get(id) === undefined) throw complain(404, 'There is no group with this id.');
  directory.groups.remove(id, now);
  return ok({});
};
