import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { type Fields, fieldsOf, filledText, flag, listOf, nullOr, oneOf, text } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import type { Group } from '../tenant/group.ts';
import { type Instance, personById } from '../tenant/instance.ts';
import { idOfWord, roleWords } from '../tenant/role.ts';
import type { UnleashWorld } from '../world.ts';
import { shownGroup } from './state.ts';

const FIELDS = ['name', 'description', 'mappingsSSO', 'rootRole', 'scim', 'members'];

/** A group that another writer created; of a name that is taken too, as happens after a race. `members` are ids of users. */
export const createGroup: ControlHandler<UnleashWorld> = ({ world: { instance }, body, now }) => {
  const fields = fieldsOf(body, 'body', FIELDS);
  const name = fields.required('name', filledText);
  const id = instance.nextGroupId();
  const group: Group = {
    id,
    name,
    description: null,
    mappingsSSO: [],
    rootRole: null,
    createdBy: 'admin',
    createdAt: now,
    scimId: null,
    members: [],
  };
  return put(instance, group, fields, now);
};

/** Only the fields that are given change. */
export const editGroup: ControlHandler<UnleashWorld> = ({ world: { instance }, params, body, now }) => {
  const group = instance.now().groups.get(Number(params.get('id')));
  if (group === undefined) throw complain(404, 'There is no such group.');
  return put(instance, group, fieldsOf(body, 'body', FIELDS), now);
};

function put(instance: Instance, group: Group, fields: Fields, now: number) {
  const members = fields.optional('members', listOf(text))?.map(Number);
  if (members?.some((id) => personById(instance.now(), id) === undefined))
    throw complain(404, 'There is no such user.');
  const role = fields.optional('rootRole', oneOf(roleWords));
  const isScim = fields.optional('scim', flag) ?? group.scimId !== null;
  const changed: Group = {
    ...group,
    name: fields.optional('name', filledText) ?? group.name,
    description: fields.optional('description', nullOr(text)) ?? group.description,
    mappingsSSO: fields.optional('mappingsSSO', listOf(filledText)) ?? group.mappingsSSO,
    rootRole: role === undefined ? group.rootRole : idOfWord(role),
    scimId: isScim ? `scim-${group.id}` : null,
    members: members
      ? members.map(
          (userId) =>
            group.members.find((one) => one.userId === userId) ?? { userId, joinedAt: now, createdBy: 'admin' },
        )
      : group.members,
  };
  instance.putGroup(changed, now);
  return ok(shownGroup(changed));
}
