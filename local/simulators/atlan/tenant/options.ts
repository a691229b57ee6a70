/** What one tenant does where the specification says `?`, or where tenants are configured differently. */
export interface TenantOptions {
  /** 'seed002' also understands a dialect that third-party summaries of the API describe. Default 'atlan'. */
  readonly dialect: 'atlan' | 'seed002';
  /** Page size when `limit` is absent or 0. Default 20, what the SDKs use. */
  readonly defaultLimit: number;
  /** Largest page. Default 100, rql's own maximum. */
  readonly maxLimit: number;
  /** A `limit` over the maximum: refused with 400 or cut. Default 'reject', as rql does. */
  readonly overLimit: 'reject' | 'clamp';
  /** `records` of an empty page. Default 'null-past-end': an empty list where nothing matches, null behind the last page. */
  readonly emptyRecords: 'null-past-end' | 'null' | 'list' | 'absent';
  /** Internal names of groups: with `-`, or without as the documentation has it. Default 'lenient', what tenants take. */
  readonly groupNames: 'lenient' | 'strict';
  /** Whether bare equality, $eq, $neq and $in mind case. Default true. */
  readonly equalityMindsCase: boolean;
  /** Invited addresses are stored in lower case, as Keycloak does. Default true. */
  readonly lowerCaseEmails: boolean;
  /** GET /users/{id} exists. Default true. */
  readonly getUserById: boolean;
  /** Status for an unknown user id. Default 404. */
  readonly unknownUserStatus: 400 | 404;
  /** Status for an unknown role id in a role change. Default 400. */
  readonly unknownRoleStatus: 400 | 500;
  /** Status for updating or disabling an invitee. Default 400. */
  readonly inviteeUpdateStatus: 400 | 403 | 404 | 409;
  /** What a multi-user invitation does after a bad entry; it answers the 500 map in any case. Default 'continue'. */
  readonly invitePartial: 'continue' | 'all-or-nothing' | 'stop-at-first';
  /** Disable and enable answer 403 to API tokens, as newer tenants may. Default false: what the API reference says. */
  readonly apiTokensMayNotDisable: boolean;
  /** Disabling a disabled user. Default 'ok'. */
  readonly disableTwice: 'ok' | 'refuse';
  /** Role change of a disabled user. Default 'ok'. */
  readonly roleChangeOfDisabled: 'ok' | 'refuse';
  /** Adding a user to a group they are in. Default 'ok'. */
  readonly addMemberTwice: 'ok' | 'refuse';
  /** Removing a user from a group they are not in. Default 'ok'. */
  readonly removeNonMember: 'ok' | 'refuse';
  /** Single sign-on is enforced: invitations answer 403. Default false. */
  readonly ssoEnforced: boolean;
  /** The tenant is provisioned by SCIM: it has /api/service/scim, and disable and enable answer 403. Default false. */
  readonly scimTenant: boolean;
  /** SCIM says what it supports, as RFC 7644 wants it. Default true. */
  readonly scimProviderConfig: boolean;
  /** The one identity provider, whose group mappers can be listed; null = none. Default null. */
  readonly idpAlias: string | null;
  /** Internal names of the groups it fills. Default none. */
  readonly idpMappedGroups: readonly string[];
  /** After so many days an invitation can no longer be accepted; null = never. Default null. */
  readonly invitationValidityDays: number | null;
  /** Whether accepting may change the username. Default true. */
  readonly provisionalUsername: boolean;
  /** Addresses with `+` are refused, as old versions did. Default false. */
  readonly refusePlusAddresses: boolean;
  /** The `status` word of invited and disabled users. Defaults 'Pending' and 'Disabled'. */
  readonly statusOfInvited: string;
  readonly statusOfDisabled: string;
  /** `lastLoginTime` of a user who never signed in. Default 'absent'. */
  readonly neverLoggedIn: 'absent' | 'zero';
  /** Display names of API tokens must be unique. Default false. */
  readonly uniqueTokenNames: boolean;
  /** A token asked for longer than five years: as long as possible, or 400. Default 'clamp'. */
  readonly overlongValidity: 'clamp' | 'reject';
  /** A new API token answers 403 for so long, as permissions are granted late. Seconds, default 0. */
  readonly newTokenForbiddenSeconds: number;
  /** Whether the tenant has OAuth clients; otherwise their paths are 404. Default true. */
  readonly oauthClients: boolean;
  /** How long the bearer of an OAuth client lasts. Seconds, default 600. */
  readonly clientBearerSeconds: number;
  /** How the fields of the answer with that bearer are named. Default 'camel'. */
  readonly clientBearerNames: 'camel' | 'snake';
  /** Whether the delete-user workflow still exists; one that fails is taken, and removes no user. Default 'available'. */
  readonly removalWorkflow: 'available' | 'gone' | 'fails';
  /** How long the workflow takes to remove the user. Seconds, default 0. */
  readonly removalSeconds: number;
  /** Whether this caller may read the two feeds of events: 403, or paths that are not there. Default 'on'. */
  readonly events: 'on' | 'forbidden' | 'absent';
  /** Events of changes have a `representation`, as Keycloak can be told to keep or not. Default true. */
  readonly eventRepresentations: boolean;
  /** What SCIM changes is written down as events; later events only, when it is changed. Default true. */
  readonly scimEvents: boolean;
  /** How long after it happened an event shows. Default 0. */
  readonly eventDelayMs: number;
  /** Requests per minute for the whole tenant; null = no limit. Default 400. */
  readonly requestsPerMinute: number | null;
  /** How long all callers are blocked after a 429. Seconds, default 60. */
  readonly blockSeconds: number;
  /** `Retry-After` on a 429. Default 'seconds'. */
  readonly retryAfter: 'seconds' | 'http-date' | 'none';
  /** Kong's X-RateLimit-… headers on a 429. Default false. */
  readonly rateLimitHeaders: boolean;
  /** A request during the block starts the block again. Default false. */
  readonly requestsDuringBlockExtendIt: boolean;
}

export const defaultOptions: TenantOptions = {
  dialect: 'atlan',
  defaultLimit: 20,
  maxLimit: 100,
  overLimit: 'reject',
  emptyRecords: 'null-past-end',
  groupNames: 'lenient',
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
  scimProviderConfig: true,
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
  oauthClients: true,
  clientBearerSeconds: 600,
  clientBearerNames: 'camel',
  removalWorkflow: 'available',
  removalSeconds: 0,
  events: 'on',
  eventRepresentations: true,
  scimEvents: true,
  eventDelayMs: 0,
  requestsPerMinute: 400,
  blockSeconds: 60,
  retryAfter: 'seconds',
  rateLimitHeaders: false,
  requestsDuringBlockExtendIt: false,
};
