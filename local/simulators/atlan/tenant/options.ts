/** What one tenant does where the specification says `?`, or where tenants are configured differently. */
export interface TenantOptions {
  /** 'seed002' also understands the dialect of the third-party summary (section 10). Default 'atlan'. */
  readonly dialect: 'atlan' | 'seed002';
  /** Page size when `limit` is absent or 0 (unknown 1). Default 20, what the SDKs use. */
  readonly defaultLimit: number;
  /** Largest page (unknown 1). Default 100, rql's own maximum. */
  readonly maxLimit: number;
  /** A `limit` over the maximum: refused with 400 or cut. Default 'reject', as rql does. */
  readonly overLimit: 'reject' | 'clamp';
  /** `records` of an empty page (sections 1.1, 2.6). Default 'null', the harshest seen. */
  readonly emptyRecords: 'null' | 'list' | 'absent';
  /** Whether bare equality, $eq, $neq and $in mind case (unknown 14). Default true. */
  readonly equalityMindsCase: boolean;
  /** Invited addresses are stored in lower case, as Keycloak does. Default true. */
  readonly lowerCaseEmails: boolean;
  /** GET /users/{id} exists (section 1.4). Default true. */
  readonly getUserById: boolean;
  /** Status for an unknown user id (unknown 3). Default 404. */
  readonly unknownUserStatus: 400 | 404;
  /** Status for an unknown role id in a role change (unknown 3). Default 400. */
  readonly unknownRoleStatus: 400 | 500;
  /** Status for updating or disabling somebody only invited (unknown 3). Default 400. */
  readonly inviteeUpdateStatus: 400 | 403 | 404 | 409;
  /** What a multi-user invitation does after a bad entry (unknown 4); it answers the 500 map in any case. Default 'continue'. */
  readonly invitePartial: 'continue' | 'all-or-nothing' | 'stop-at-first';
  /** Disable and enable answer 403 to API tokens, as newer tenants may (section 1.6). Default false: what the API reference says. */
  readonly apiTokensMayNotDisable: boolean;
  /** Disabling a disabled user (section 1.6). Default 'ok'. */
  readonly disableTwice: 'ok' | 'refuse';
  /** Role change of a disabled user (section 9). Default 'ok'. */
  readonly roleChangeOfDisabled: 'ok' | 'refuse';
  /** Adding somebody to a group they are in (section 1.9). Default 'ok'. */
  readonly addMemberTwice: 'ok' | 'refuse';
  /** Removing somebody from a group they are not in (section 2.7). Default 'ok'. */
  readonly removeNonMember: 'ok' | 'refuse';
  /** Single sign-on is enforced: invitations answer 403 (section 1.5). Default false. */
  readonly ssoEnforced: boolean;
  /** The identity provider provisions by SCIM: disable and enable answer 403 (section 1.6). Default false. */
  readonly scimTenant: boolean;
  /** The one identity provider, whose group mappers can be listed (section 6.4); null = none. Default null. */
  readonly idpAlias: string | null;
  /** Internal names of the groups it fills. Default none. */
  readonly idpMappedGroups: readonly string[];
  /** After so many days an invitation can no longer be accepted (section 1.5); null = never. Default null. */
  readonly invitationValidityDays: number | null;
  /** Whether accepting may change the username (section 9). Default true. */
  readonly provisionalUsername: boolean;
  /** Addresses with `+` are refused, as old versions did (section 1.5). Default false. */
  readonly refusePlusAddresses: boolean;
  /** The `status` word of invited and disabled users (unknown 5). Defaults 'Pending' and 'Disabled'. */
  readonly statusOfInvited: string;
  readonly statusOfDisabled: string;
  /** `lastLoginTime` of somebody who never signed in (section 9). Default 'absent'. */
  readonly neverLoggedIn: 'absent' | 'zero';
  /** Display names of API tokens must be unique (unknown 12). Default false. */
  readonly uniqueTokenNames: boolean;
  /** A token asked for longer than five years (section 4.3): as long as possible, or 400. Default 'clamp'. */
  readonly overlongValidity: 'clamp' | 'reject';
  /** A new API token answers 403 for so long, as permissions are granted late (section 4.5). Seconds, default 0. */
  readonly newTokenForbiddenSeconds: number;
  /** Whether the delete-user workflow still exists (unknown 10). Default 'available'. */
  readonly removalWorkflow: 'available' | 'gone';
  /** How long the workflow takes to remove the user (section 1.12). Seconds, default 0. */
  readonly removalSeconds: number;
  /** Requests per minute for the whole tenant (section 8); null = no limit. Default 400. */
  readonly requestsPerMinute: number | null;
  /** How long everybody is blocked after a 429. Seconds, default 60. */
  readonly blockSeconds: number;
  /** `Retry-After` on a 429 (unknown 11). Default 'seconds'. */
  readonly retryAfter: 'seconds' | 'http-date' | 'none';
  /** Kong's X-RateLimit-… headers on a 429 (unknown 11). Default false. */
  readonly rateLimitHeaders: boolean;
  /** A request during the block starts the block anew (unknown 11). Default false. */
  readonly requestsDuringBlockExtendIt: boolean;
}

export const defaultOptions: TenantOptions = {
  dialect: 'atlan',
  defaultLimit: 20,
  maxLimit: 100,
  overLimit: 'reject',
  emptyRecords: 'null',
  equalityMindsCase: true,
  lowerCaseEmails: true,
  getUserById: true,
  unknownUserStatus: 404,
  unknownRoleStatus: 400,
  inviteeUpdateStatus: 400,
  invitePartial: 'continue',
  apiTokensMayNotDisable: false,
  disableTwice: 'ok',
  roleChangeOfDisabled: 'ok',
  addMemberTwice: 'ok',
  removeNonMember: 'ok',
  ssoEnforced: false,
  scimTenant: false,
  idpAlias: null,
  idpMappedGroups: [],
  invitationValidityDays: null,
  provisionalUsername: true,
  refusePlusAddresses: false,
  statusOfInvited: 'Pending',
  statusOfDisabled: 'Disabled',
  neverLoggedIn: 'absent',
  uniqueTokenNames: false,
  overlongValidity: 'clamp',
  newTokenForbiddenSeconds: 0,
  removalWorkflow: 'available',
  removalSeconds: 0,
  requestsPerMinute: 400,
  blockSeconds: 60,
  retryAfter: 'seconds',
  rateLimitHeaders: false,
  requestsDuringBlockExtendIt: false,
};
