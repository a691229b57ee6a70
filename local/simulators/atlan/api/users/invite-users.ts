import { fieldsOf, filledText, isObject, listOf, oneOf } from '../../../kit/decode.ts';
import { type Answer, json, ok } from '../../../kit/http/answer.ts';
import { badRequest, forbiddenAccount } from '../../http/answer.ts';
import { defaultGroupIds, freeUsername, type Tenant, userByEmail } from '../../tenant/tenant.ts';
import { type User, type WorkspaceRole, workspaceRoles } from '../../tenant/user.ts';
import type { ApiHandler, ApiRequest } from '../api-request.ts';
import type { Caller } from '../caller.ts';

interface Invitation {
  readonly email: string;
  readonly roleName: WorkspaceRole;
  readonly roleId: string;
}

/** The answer never carries ids; refusals come as a 500 with a map from address to reason. */
export const inviteUsers: ApiHandler = (request) => {
  const { body, options } = request;
  if (options.ssoEnforced)
    return forbiddenAccount('Single sign-on is enforced: users can only be invited through the SSO provider.');
  if (options.dialect === 'seed002' && isObject(body) && body['emails'] !== undefined) return inviteByEmails(request);
  const invitations = fieldsOf(body, 'body').required('users', listOf(invitation));
  if (invitations.length === 0) return badRequest('400 Bad Request: body.users must not be empty');
  const { refused } = invite(invitations, request);
  return refused.size === 0 ? ok({}) : json(500, Object.fromEntries(refused));
};

/** The invitation of the third-party dialect. */
function inviteByEmails(request: ApiRequest): Answer {
  const fields = fieldsOf(request.body, 'body');
  const roleName = fields.required('roleName', oneOf(workspaceRoles));
  const roleId = request.tenant.roles.find(({ name }) => name === roleName)?.id ?? '';
  const invitations = fields.required('emails', listOf(filledText)).map((email) => ({ email, roleName, roleId }));
  const { created, refused } = invite(invitations, request);
  return ok({ createdUsers: Object.fromEntries(created), failedUsers: Object.fromEntries(refused) });
}

function invitation(value: unknown, at: string): Invitation {
  const fields = fieldsOf(value, at);
  return {
    email: fields.required('email', filledText),
    roleName: fields.required('roleName', oneOf(workspaceRoles)),
    roleId: fields.required('roleId', filledText),
  };
}

function invite(invitations: readonly Invitation[], request: ApiRequest) {
  const { options } = request;
  const refused = new Map<string, string>();
  const created = new Map<string, string>();
  const seen = new Set<string>();
  for (const candidate of invitations) {
    const reason = refusal(candidate, request) ?? (seen.has(candidate.email.toLowerCase()) ? CONFLICT : undefined);
    seen.add(candidate.email.toLowerCase());
    if (reason !== undefined) {
      refused.set(candidate.email, reason);
      if (options.invitePartial === 'stop-at-first') break;
    } else if (options.invitePartial !== 'all-or-nothing') {
      created.set(candidate.email, create(candidate, request).id);
    }
  }
  if (options.invitePartial === 'all-or-nothing' && refused.size === 0) {
    for (const candidate of invitations) created.set(candidate.email, create(candidate, request).id);
  }
  return { created, refused };
}

const CONFLICT = '409 Conflict: User exists with the same email';

function refusal({ email, roleName, roleId }: Invitation, { tenant, options }: ApiRequest): string | undefined {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return '400 Bad Request: Invalid email address';
  if (options.refusePlusAddresses && email.includes('+')) return '400 Bad Request: Email aliases are not allowed';
  if (userByEmail(tenant.users, email) !== undefined) return CONFLICT;
  return roleProblem(tenant, roleId, roleName);
}

function roleProblem({ roles }: Tenant, roleId: string, roleName: WorkspaceRole): string | undefined {
  const role = roles.find(({ id }) => id === roleId);
  if (role === undefined) return '404 Not Found: Could not find role';
  return role.name === roleName ? undefined : `400 Bad Request: roleId is of the role ${role.name}, not of ${roleName}`;
}

function create({ email, roleName }: Invitation, { tenant, options, caller, now }: ApiRequest): User {
  const user: User = {
    id: tenant.guid(),
    username: freeUsername(tenant.users, email),
    email: options.lowerCaseEmails ? email.toLowerCase() : email,
    emailVerified: false,
    enabled: true,
    workspaceRole: roleName,
    groupIds: defaultGroupIds(tenant.groups),
    attributes: {
      invitedAt: [new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')],
      invitedBy: [caller.username],
      invitedByName: [nameOf(caller)],
    },
    createdTimestamp: now,
    loginEvents: [],
    isLocked: false,
    isScimUser: false,
  };
  tenant.users.put(user, now);
  return user;
}

function nameOf(caller: Caller): string {
  if (caller.kind === 'token') return caller.token.displayName;
  if (caller.kind === 'client') return caller.client.displayName;
  const { firstName = '', lastName = '', username } = caller.user;
  return `${firstName} ${lastName}`.trim() || username;
}
