import type { LeaverTokens } from '../../domain/account/left-tokens.ts';
import type { LeaverAssets } from '../../domain/account/owned-assets.ts';
import type { LateGrantDays } from '../../domain/lateness/late-news.ts';
import type { CountedKind, Limit } from '../../domain/plan/guard.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import type { Policy, PolicyTarget } from '../../domain/policy/policy.ts';
import type { AccessDates } from '../../domain/worker/access-standing.ts';
import type { CohortKind } from '../../domain/worker/cohort.ts';
import type { ConnectionSettings } from './connection-schema.ts';
import type { AtlassianSettings } from './providers/atlassian-settings.ts';
import type { ScimOptions } from './scim-options.ts';

/** The configuration as the code uses it: read, complete, with its defaults filled in. */
export interface Config extends Policy {
  readonly connections: Readonly<Record<string, ConnectionSettings>>;
  readonly targets: Readonly<Record<string, TargetSettings>>;
  readonly access: AccessSettings;
  /** The operators of the control plane, by principal ARN or session name; an operator who is not listed has the name of the session. */
  readonly operators: Readonly<Record<string, OperatorSettings>>;
  readonly sponsorship: SponsorshipSettings;
  readonly retention: RetentionSettings;
  /** IAM principals, by ARN, one of whom must agree before a runbook document changes something. */
  readonly approvers: readonly string[];
}

/** How HR's dates become access, for the whole company. */
export interface AccessSettings extends AccessDates {
  readonly lateGrantDays: LateGrantDays;
}

/** An operator's name, and which worker they are: an operator cannot approve a change to their own access. */
export interface OperatorSettings {
  readonly name?: string;
  /** A source key. */
  readonly worker?: string;
}

/** What operators may say of workers whom HR does not know. */
export interface SponsorshipSettings {
  /** How many days from the day on which it is stated a sponsorship may last. */
  readonly maxDays: number;
}

/** How long things are kept. A change counts for what is written from then on; that of `leaverPayloadDays` for all there is. */
export interface RetentionSettings {
  /** For so long the kept ends of the chains of receipts cannot be deleted. */
  readonly chainHeadYears: number;
  /** A delivery that was not understood. */
  readonly quarantineDays: number;
  /** Why a message was parked. */
  readonly deadLetterDays: number;
  /** The payloads of the receipts of a worker who has had no access for so many days are forgotten. Absent: they are kept. */
  readonly leaverPayloadDays?: number;
}

/** One tenant of one provider. */
export interface TargetSettings extends PolicyTarget, OwnSettings {
  /** Who creates accounts: we by invitation, we by SCIM, or the company's identity provider. */
  readonly provisionedBy: 'invitation' | 'scim' | 'idp';
  /** What the tenant calls the company's identity provider, for `doctor` to ask which groups it fills. */
  readonly idpAlias?: string;
  /** No other address is invited. Lower case, without `@`. */
  readonly allowedEmailDomains: readonly string[];
  /** Whether an account that was there before us and has exactly the worker's e-mail becomes ours. */
  readonly adopt: 'exact-email' | 'never';
  /** What becomes of the access of a worker whom HR moved to where no rule gives a role: a person is asked, or it ends. */
  readonly withoutRole: 'hold' | 'end';
  /** What a leave of absence does to access: nothing, the least role meanwhile, or no sign-in meanwhile. */
  readonly onLeave: 'keep' | 'reduce' | 'disable';
  readonly groups: Readonly<Record<string, CatalogueEntry>>;
  readonly protected: ProtectedAccounts;
  readonly pilot?: Condition;
  readonly limits: Limits;
  readonly requestsPerMinute: number;
  readonly sweepMinutes: number;
}

/** What only the targets of some providers say. */
export interface OwnSettings {
  /** What becomes of the API tokens that a leaver made, once their sign-in has ended. Default: an operator is told. */
  readonly leaverTokens?: LeaverTokens;
  /** What becomes of what a leaver owns in the target. Absent: it is not asked for. */
  readonly leaverAssets?: LeaverAssets;
  /** Whether the target's own log of changes and sign-ins is read at every tick, between two sweeps. Absent: it is not. */
  readonly eventFeed?: 'watch';
  readonly dialect?: Dialect;
  readonly unleash?: UnleashSettings;
  readonly atlassian?: AtlassianSettings;
  /** The version of the provider's API, where one has ended: only the one that there is can be named. */
  readonly api?: 'v2';
  readonly scim?: ScimOptions;
}

export interface CatalogueEntry {
  /** We may create the group when the target lacks it. Otherwise the workers who should be members wait. */
  readonly create: boolean;
  /** What a group has beside its members, where the provider has that: given when we create it, and reported when it differs. */
  readonly description?: string;
  /** Names of the identity provider's groups whose members the target adds at sign-in. */
  readonly mappingsSSO?: readonly string[];
  /** A role that all members have on the whole target. */
  readonly rootRole?: string;
}

/** Accounts that are never written: break-glass, service, shared. */
export interface ProtectedAccounts {
  readonly ids: readonly string[];
  /** In the form of `normaliseEmail`. */
  readonly emails: readonly string[];
  /** Over e-mails and user names, by `matchesGlob`. */
  readonly globs: readonly string[];
}

/** What may happen on a target within a window, and within a day, before a person is asked; grants wait instead. */
export interface Limits extends Readonly<Record<CountedKind, Limit>> {
  /** How long the first window is. The second one is a day. */
  readonly windowMinutes: number;
  /** How much of each limit one department, location or connection may use alone, in percent; never less than its `min`. */
  readonly cohorts: Readonly<Record<CohortKind, number>>;
}

/** How a tenant differs from what its provider documents. */
interface Dialect {
  readonly readById?: 'list' | 'get';
  readonly addMembers?: 'user' | 'group';
}

/** What the targets at Unleash may say. */
interface UnleashSettings {
  /** Whether Unleash itself mails the people whose account we create. Default false. */
  readonly sendEmail?: boolean;
  /** Absent: asked once. The open source edition has no groups. */
  readonly edition?: 'oss' | 'enterprise';
}
