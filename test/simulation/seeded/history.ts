import type { Attributes, Kind, Phase } from '../../../shared/domain/event/lifecycle-event.ts';

/** Everything that happens to a company, as plain data: what is left of it after shrinking can be read, kept and played again. */
export interface History {
  readonly seed: number;
  readonly targets: readonly TargetName[];
  readonly access: Access;
  /** In no order; each is played at its instant. */
  readonly steps: readonly Step[];
}

/** How the company reads HR's dates. */
export interface Access {
  readonly lateGrantDays: number | 'off';
  readonly startsBeforeDays: number;
  readonly endsOn: 'date' | 'lastDayWorked' | 'terminationDate' | 'gardenLeave';
}

export type TargetName = 'atlan' | 'flags' | 'jira' | 'scim';

/** `at` in epoch ms. */
export type Step = { readonly at: number } & (
  | { readonly does: 'say'; readonly statement: Statement }
  | { readonly does: 'fault'; readonly fault: Fault }
  | { readonly does: 'accept'; readonly target: TargetName; readonly person: number }
  /** The identity provider of the company creates the account, or lets it in again. */
  | { readonly does: 'create'; readonly target: TargetName; readonly address: string }
  | { readonly does: 'edit'; readonly target: TargetName; readonly person: number; readonly edit: Edit }
  | { readonly does: 'press'; readonly press: Press }
);

/** One thing that HR says of one person. A repetition is the same statement at another instant. */
export interface Statement {
  readonly id: string;
  readonly person: number;
  readonly connection: Connection;
  /** HR's own id of the person. */
  readonly sourceWorkerId: string;
  readonly engagementId?: string;
  readonly kind: Kind;
  readonly phase: Phase;
  /** Civil date in the zone; null for an ending without one. */
  readonly date: string | null;
  readonly zone: string;
  readonly immediate?: boolean;
  /** Civil dates beside that of an ending. */
  readonly lastDayWorked?: string;
  readonly terminationDate?: string;
  readonly gardenLeaveFrom?: string;
  /** How sure HR is; absent for what it states as certain. */
  readonly confidence?: 'inferred' | 'needs_review';
  /** Id of the statement that it replaces or takes back; without one a cancellation means the statement of its date. */
  readonly supersedes?: string;
  readonly attributes: Attributes;
  /** Epoch ms at which HR says that it happened: by it HR's words sort. */
  readonly saidAt: number;
}

/** `sponsored`: what operators say of people whom HR does not know. */
export type Connection = 'hr' | 'people' | 'sponsored';

/** What goes wrong from an instant on, with calls to one place. */
export interface Fault {
  readonly on: 'table' | 'bus' | 'queue' | TargetName;
  readonly kind: FaultKind;
  /** Reads go through, and are not counted. */
  readonly writesOnly?: boolean;
  /** So many calls go through first. */
  readonly after: number;
  /** So many calls go wrong, one after the other. */
  readonly calls: number;
}

export const FAULT_KINDS = [
  'refused before',
  'lost after commit',
  'timeout',
  '429',
  '5xx',
  'crash before',
  'crash after',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What people do to an account in the target, past this system. */
export const EDITS = ['disable', 'enable', 'change role', 'leave groups', 'delete'] as const;
export type Edit = (typeof EDITS)[number];

/** What operators do. */
export type Press =
  | { readonly button: 'pause' | 'resume'; readonly what: 'removals' | 'writes' }
  | { readonly button: 'pause' | 'resume'; readonly what: 'target'; readonly target: TargetName }
  | { readonly button: 'mode'; readonly target: TargetName; readonly mode: 'observe' | 'enforce' }
  | { readonly button: 'disable' | 'lift'; readonly person: number }
  /** Until so many days after today. */
  | { readonly button: 'sponsor'; readonly person: number; readonly by: number; readonly days: number }
  /** The oldest open hold. */
  | { readonly button: 'approve' | 'reject' }
  | { readonly button: 'redrive' };
