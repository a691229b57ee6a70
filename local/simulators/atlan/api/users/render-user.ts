import type { Rendered } from '../../query/projection.ts';
import type { TenantOptions } from '../../tenant/options.ts';
import type { Role } from '../../tenant/role.ts';
import { accountState, type User } from '../../tenant/user.ts';
import type { ApiRequest } from '../api-request.ts';

/** The list's full record: the keys of the captures and those SDKs ask for by column. */
export function fullUser(user: User, { options, query, tenant }: ApiRequest): Rendered {
  return {
    ...memberUser(user),
    isScimUser: user.isScimUser,
    isLocked: user.isLocked,
    assignedRole: assignedRole(user, tenant.roles),
    decentralizedRoles: null,
    personas: [],
    purposes: [],
    status: statusWord(user, options),
    lastLoginTime: user.lastLoginTime ?? (options.neverLoggedIn === 'zero' ? 0 : undefined),
    loginEvents: loginEvents(user, maxLoginEvents(query)),
  };
}

/** The record of a group's member: no login, no persona, no status. */
export function memberUser(user: User): Rendered {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    emailVerified: user.emailVerified,
    enabled: user.enabled,
    firstName: user.firstName,
    lastName: user.lastName,
    attributes: user.attributes,
    createdTimestamp: user.createdTimestamp,
    groupCount: user.groupIds.length,
    roles: ['default-roles-default', user.workspaceRole],
    defaultRoles: ['offline_access', 'uma_authorization', '$guest'],
    workspaceRole: user.workspaceRole,
  };
}

/** Keycloak's own representation, for one user and after an update. */
export function minimalUser(user: User): Rendered {
  return {
    id: user.id,
    createdTimestamp: user.createdTimestamp,
    username: user.username,
    enabled: user.enabled,
    totp: false,
    emailVerified: user.emailVerified,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    attributes: user.attributes,
    disableableCredentialTypes: [],
    requiredActions: [],
    access: { manageGroupMembership: true, view: true, mapRoles: true, impersonate: true, manage: true },
  };
}

/** Takes out what a missing-fields fault hides. */
export function withoutHidden(record: Rendered, userId: string, { hiddenFields }: ApiRequest): Rendered {
  const hidden = hiddenFields(userId);
  return hidden.length === 0
    ? record
    : Object.fromEntries(Object.entries(record).filter(([name]) => !hidden.includes(name)));
}

function assignedRole(user: User, roles: readonly Role[]): Rendered | null {
  const role = roles.find(({ name }) => name === user.workspaceRole);
  return role === undefined ? null : { id: role.id, name: role.name, description: role.description, level: role.level };
}

function statusWord(user: User, { statusOfDisabled, statusOfInvited }: TenantOptions): string {
  const state = accountState(user);
  if (state === 'disabled') return statusOfDisabled;
  return state === 'invited' ? statusOfInvited : 'Enabled';
}

function maxLoginEvents(query: URLSearchParams): number {
  const value = query.get('maxLoginEvents') ?? '';
  return /^\d{1,6}$/.test(value) ? Number(value) : Number.POSITIVE_INFINITY;
}

function loginEvents(user: User, max: number): readonly Rendered[] {
  return user.loginEvents.slice(0, max).map(({ sessionId, ipAddress, time }) => ({
    clientId: 'atlan-frontend',
    details: {},
    ipAddress,
    realmId: 'default',
    sessionId,
    time,
    type: 'LOGIN',
    userId: user.id,
  }));
}
