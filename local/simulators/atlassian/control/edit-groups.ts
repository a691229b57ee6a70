import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { type Decode, fieldsOf, filledText, flag, listOf, oneOf, text } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import { groupByName } from '../organisation/organisation.ts';
import { type Granted, type Group, managers } from '../organisation/records.ts';
import type { AtlassianWorld } from '../world.ts';

const grant: Decode<Granted> = (value, at) => {
  const fields = fieldsOf(value, at, ['resourceId', 'roleId']);
  return { resourceId: fields.required('resourceId', filledText), roleId: fields.required('roleId', filledText) };
};

/** A group of any kind, those that the API cannot make among them. */
export const createGroup: ControlHandler<AtlassianWorld> = ({ world, body, now }) => {
  const { organisation } = world;
  const known = [
    'name',
    'description',
    'isSynced',
    'managedBy',
    'isModifiable',
    'isDeletable',
    'grants',
    'directoryId',
  ];
  const fields = fieldsOf(body, 'body', known);
  const name = fields.required('name', filledText);
  const directoryId = fields.optional('directoryId', filledText) ?? world.options().directoryIds[0] ?? '';
  if (groupByName(organisation.groups, directoryId, name) !== undefined)
    throw complain(409, `There is a group ${name} already.`);
  const isSynced = fields.optional('isSynced', flag) ?? false;
  const group: Group = {
    id: organisation.guid(),
    sequence: organisation.nextSequence(),
    directoryId,
    name,
    description: fields.optional('description', text) ?? '',
    isSynced,
    managedBy: fields.optional('managedBy', oneOf(managers)) ?? (isSynced ? 'external' : 'admins'),
    isModifiable: fields.optional('isModifiable', flag) ?? true,
    isDeletable: fields.optional('isDeletable', flag) ?? true,
    grants: fields.optional('grants', listOf(grant)) ?? [],
  };
  organisation.groups.put(group, now);
  return ok(group);
};

/** Deleted behind the API's back. */
export const deleteGroup: ControlHandler<AtlassianWorld> = ({ world: { organisation }, params, now }) => {
  const id = params.get('id') ?? '';
  if (organisation.groups.get(id) === undefined)
    throw complain(404, 'There is no group with this id; GET /_control/state lists them.');
  organisation.groups.remove(id, now);
  return ok({});
};
