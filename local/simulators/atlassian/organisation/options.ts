/** How this organisation differs from another: where Atlassian's documents are silent, and what tests want to see. */
export interface OrganisationOptions {
  readonly orgId: string;
  /** The first is the one in which people live unless said otherwise. */
  readonly directoryIds: readonly string[];
  /** Requests in any 60 seconds, by the simulator's clock; null for no limit. Atlassian publishes no figure. */
  readonly requestsPerMinute: number | null;
  readonly blockSeconds: number;
  /** How long a write stays invisible to reads (ms). */
  readonly visibilityMs: number;
  /** How many active people the plan has room for; null for no limit. */
  readonly seats: number | null;
  /** With this code a refusal for want of a seat says what it is; null: the answer has none. */
  readonly seatCode: string | null;
  /** An organisation without a paid subscription refuses invitations with 402. */
  readonly isPaid: boolean;
  /** What an invitation of a member answers: not documented. */
  readonly inviteMember: 200 | 206 | 409;
  /** Invitations put people into no group, and say so inside a 206. */
  readonly inviteGroupFails: boolean;
  /** What a restore without a free seat answers: not documented. */
  readonly restoreWithoutSeat: 400 | 409;
  /** Suspending a suspended person, or restoring an active one: not documented. */
  readonly twice: 'ok' | 'refuse';
  /** How the endpoints that ended on 30 June 2026 answer: not documented. */
  readonly endedStatus: 404 | 410;
  /** The contract says a list of roles, and its own example a list in a list. */
  readonly platformRoles: 'flat' | 'nested';
  /** Atlassian people can hide their address; a managed account cannot. */
  readonly hideEmails: boolean;
  /** How the groups of a user name their ids. */
  readonly groupIds: 'ari' | 'bare';
  /** How errors are worded. */
  readonly errorShape: 'errors' | 'code' | 'timestamp' | 'key' | 'none';
  /** Whether `POST …/groups/search` is there; else its status. */
  readonly groupSearch: 200 | 404 | 405 | 410;
  /** A key with scopes may read; this is what writes answer to it. Null: the key has no scopes. */
  readonly scopedKey: 401 | 403 | null;
  /** Accounts with an address of these domains are managed: the company owns them. */
  readonly verifiedDomains: readonly string[];
  /** Why managed accounts may not be disabled or enabled: a reason of Atlassian's such as `externalDirectory.scim`. */
  readonly enablementRefused: string | null;
  /** Managed accounts own a site, and so cannot be disabled. */
  readonly ownsSite: boolean;
}

export const defaultOptions: OrganisationOptions = {
  orgId: '6f1ad0c2-0f5f-4c7e-9d5c-3a4b5c6d7e8f',
  directoryIds: ['9b2e4f60-1a3c-4d5e-8f70-a1b2c3d4e5f6'],
  requestsPerMinute: 600,
  blockSeconds: 60,
  visibilityMs: 0,
  seats: null,
  seatCode: 'ADMIN-409-3',
  isPaid: true,
  inviteMember: 200,
  inviteGroupFails: false,
  restoreWithoutSeat: 400,
  twice: 'ok',
  endedStatus: 410,
  platformRoles: 'flat',
  hideEmails: false,
  groupIds: 'ari',
  errorShape: 'errors',
  groupSearch: 200,
  scopedKey: null,
  verifiedDomains: [],
  enablementRefused: null,
  ownsSite: false,
};
