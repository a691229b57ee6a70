import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { fieldsOf, filledText, flag } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import type { ScimView } from '../tenant/scim-side.ts';
import type { User } from '../tenant/user.ts';
import type { AtlanWorld } from '../world.ts';

/** How SCIM shows one user from now on; `{}` makes both sides the same again. */
export const viewByScim: ControlHandler<AtlanWorld> = ({ world, params, body }) => {
  const { scim, users } = ofScim(world);
  const id = params.get('id') ?? '';
  if (users.get(id) === undefined)
    throw complain(404, 'There is no user with this id; GET /_control/state lists them.');
  const fields = fieldsOf(body, 'body', ['id', 'userName', 'email', 'active', 'isAbsent']);
  const view: ScimView = {
    id: fields.optional('id', filledText),
    userName: fields.optional('userName', filledText),
    email: fields.optional('email', filledText),
    active: fields.optional('active', flag),
    isAbsent: fields.optional('isAbsent', flag),
  };
  scim.views.set(id, view);
  return ok(view);
};

/** A user whom SCIM shows, and Atlan's own interface does not. */
export const createOnlyInScim: ControlHandler<AtlanWorld> = ({ world, body, now }) => {
  const tenant = ofScim(world);
  const fields = fieldsOf(body, 'body', ['userName', 'email', 'active']);
  const user: User = {
    id: tenant.guid(),
    username: fields.required('userName', filledText),
    email: fields.required('email', filledText),
    emailVerified: true,
    enabled: fields.optional('active', flag) ?? true,
    workspaceRole: '$guest',
    groupIds: [],
    attributes: {},
    createdTimestamp: now,
    loginEvents: [],
    isLocked: false,
    isScimUser: true,
  };
  tenant.scim.only.set(user.id, user);
  return ok({ id: user.id });
};

function ofScim({ options, tenant }: AtlanWorld) {
  if (!options().scimTenant) throw complain(409, 'This tenant has no SCIM (option scimTenant).');
  return tenant;
}
