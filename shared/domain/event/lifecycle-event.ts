import type { Sponsor } from './sponsored.ts';

/** What HR said, once the envelope is gone: what one worker's source key is to remember, and from when. */
export interface LifecycleEvent {
  /**
   * hash(connection, the vendor's event id or the body's digest, index): a re-sent delivery is the same event. Where something else was
   * said under that id before, what is said goes in too.
   */
  readonly id: string;
  readonly connection: string;
  /** See `sourceKey`. */
  readonly sourceKey: string;
  readonly kind: Kind;
  readonly phase: Phase;
  /**
   * Null where nothing depends on a date (`record_deleted`, `observed`, an undated `identity_changed`), and for a `left` whose date was
   * missing or could not be read: such an ending waits for a person.
   */
  readonly effective: Effective | null;
  readonly attributes: Attributes;
  /** Epoch ms at which it happened, by the source. */
  readonly occurredAt: number;
  /** See `orderOf`: fixed at receipt, so the order in which messages arrive means nothing. */
  readonly order: string;
  /** Epoch ms; absent in what was received before this was kept. */
  readonly receivedAt?: number;
  /** Digest of what was said, to distinguish it from another event under the same id; absent where the id itself comes of that. */
  readonly content?: string;
  /** HR's own id of the contract that it is about, where HR distinguishes several of one worker. */
  readonly engagementId?: string;
  /** Id of the one event that this one replaces. */
  readonly supersedes?: string;
  /** How sure HR is; absent for what it states as certain. */
  readonly confidence?: Unsure;
  /** The source key under which HR says that this worker was known before. */
  readonly previousSourceKey?: string;
  /** Set where an operator said it, of a worker whom HR does not know. */
  readonly sponsorship?: Sponsor;
  /** What HR sent with it that was not usable and was left out: names only, each once, out of a closed list (`REJECTABLE`). */
  readonly rejected?: readonly string[];
}

/** One thing of an event that was not usable and was left out: what it is called and why, never its value. */
export interface Rejected {
  readonly attribute: string;
  readonly why: string;
}

export const KINDS = [
  'joined',
  'left',
  'moved',
  'rehired',
  'identity_changed',
  'leave_started',
  'leave_ended',
  'converted',
  'record_deleted',
  'observed',
] as const;
export type Kind = (typeof KINDS)[number];

/** What HR is not certain of: it concluded it and has yet to say so, or wants a person to check it. */
export const UNSURE = ['inferred', 'needs_review'] as const;
export type Unsure = (typeof UNSURE)[number];

export const PHASES = ['scheduled', 'effective', 'cancelled', 'corrected'] as const;
export type Phase = (typeof PHASES)[number];

/** When something takes effect. The instant is derived at use, by `instantOf`, because zones change their rules. */
export interface Effective {
  /** Civil date, `YYYY-MM-DD`. A last day of work is worked: its boundary is `end_of_day`. */
  readonly date: string;
  readonly boundary: 'start_of_day' | 'end_of_day' | 'instant';
  /** IANA name. */
  readonly timeZone: string;
  /** HR named no zone, or none that exists: `timeZone` is the connection's, and gives way to the one HR stated last for the engagement. */
  readonly zoneAssumed?: boolean;
  /** Epoch ms, used only by the boundary `instant`. */
  readonly instant?: number;
  /** Act now, whatever the date: the instant is when HR said so. */
  readonly immediate: boolean;
  /** Of an ending, where HR states them beside its date: civil dates in the same zone. */
  readonly lastDayWorked?: string;
  readonly terminationDate?: string;
  /** The first day of it. */
  readonly gardenLeaveFrom?: string;
  /** Of an ending as a company reads it, never of one that is kept: the last day with access, where that is not its date. */
  readonly accessUntil?: string;
}

/** The dates that HR may state beside the date of an ending. */
export const END_DATES = ['lastDayWorked', 'terminationDate', 'gardenLeaveFrom'] as const;

/** What policy may ask about a worker. Nothing else of a person is kept. */
export const ATTRIBUTES = [
  'workEmail',
  'displayName',
  'employeeNumber',
  'workerType',
  'employmentStatus',
  'jobTitle',
  'department',
  'division',
  'location',
  'country',
  'costCenter',
  'managerSourceWorkerId',
] as const;
export type AttributeName = (typeof ATTRIBUTES)[number];

/** A missing attribute was not mentioned; null says that there is none. Both are unknown to policy. */
export type Attributes = Readonly<Partial<Record<AttributeName, string | null>>>;
