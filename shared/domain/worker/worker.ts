import type { LeftTokens } from '../account/left-tokens.ts';
import type { LeftAssets } from '../account/owned-assets.ts';
import type { Removal } from '../account/removal.ts';
import type { BusEvent } from '../bus-event.ts';
import type { RecordedEvent } from '../event/recorded-event.ts';
import type { LinkFact } from '../identity/link-fact.ts';
import type { Admitted } from '../rollout/admitted.ts';
import type { Sponsorship } from '../sponsorship/sponsorship.ts';
import type { Engagement } from '../timeline/engagement.ts';
import type { Hold } from './hold.ts';
import type { LeftChange } from './left.ts';
import type { Override } from './override.ts';

/** A person HR employs or engages, as the ledger keeps them: one item, one version, one commit. */
export interface Worker {
  /** Random, ours, never an e-mail or an employee number. */
  readonly key: string;
  /** Counts commits; 0 for one that was never written. */
  readonly version: number;
  readonly engagements: Readonly<Record<string, Engagement>>;
  /** Engagements that are over were let go of: all that was said of them stands in the history. */
  readonly hasEngagementsInHistory?: boolean;
  readonly overrides: readonly Override[];
  /** How source keys came to this worker and went, and who is known to be another person; the oldest first, at most 50. */
  readonly links?: readonly LinkFact[];
  /** By the source keys under which operators sponsor this worker; at most 20. */
  readonly sponsorships?: Readonly<Record<string, Sponsorship>>;
  readonly targets: Readonly<Record<string, TargetRecord>>;
  /** When the worker must be checked again; absent when nothing is expected to change by itself. */
  readonly due?: Due;
  /** What must be sent, written with the change that makes it true, cleared once it was sent. */
  readonly outbox: readonly OutboxEntry[];
  /**
   * Every work e-mail that HR ever stated of this worker, in the form of `normaliseEmail`, the one stated last at the end; at most 20.
   * When this worker's access ends, accounts are searched under all of them.
   */
  readonly addresses: readonly string[];
  /** The last 50 event ids: an event that stands here is a duplicate. */
  readonly recentEvents: readonly string[];
  /** Where the next receipt goes, and what it is chained to. A hint: the chain itself decides. */
  readonly receipts: { readonly next: number; readonly lastHash: string };
  /** Starts and moves that HR stated late, and by which nothing was given yet; at most 20. */
  readonly late?: readonly LateNews[];
  /** Random; keys the HMACs of this worker's receipt payloads. Erasure replaces it. */
  readonly salt: string;
  /** What is kept of this person is being erased, or was; who asked for it and why. What HR says from then on is of a new worker. */
  readonly erased?: { readonly at: number; readonly actor: string; readonly reason: string };
}

/** A start or a move that HR stated late, and by which nothing was given yet. */
export interface LateNews {
  /** Of the event. */
  readonly id: string;
  /** How late it was, in civil days. */
  readonly days: number;
}

export interface Due {
  /** Epoch ms. */
  readonly at: number;
  readonly class: DueClass;
  /** The target that is waited for; absent where every target has to be checked. */
  readonly target?: string;
}

/** What the look is for, in the order in which the line of the due is served. */
export const DUE_CLASSES = ['ending', 'pending-disable', 'joiner-mover', 'rest'] as const;

/**
 * `ending`: access that must end now. `pending-disable`: an invitee who left. `joiner-mover`: access that policy wants and that is not
 * there yet. `rest`: a look by which nothing is known to be wrong.
 */
export type DueClass = (typeof DUE_CLASSES)[number];

/** What we know and did about a worker on one target. */
export interface TargetRecord {
  readonly state: WorkerState;
  /** Epoch ms. */
  readonly since: number;
  /** A sentence for a person: what it waits for, who holds it, what failed. Nothing personal. */
  readonly because: string;
  readonly accounts: readonly ManagedAccount[];
  /** Failed looks in a row; the tick backs off by it. */
  readonly failures: number;
  /** Rungs of the leaver ladder that were refused, so that they are not tried for ever. */
  readonly refusals: readonly Refusal[];
  /** Epoch ms at which to look again; absent when nothing is expected to change by itself. */
  readonly lookAt?: number;
  /** The plan that observe mode last wrote down, so that it is written down once. */
  readonly observedPlan?: string;
  /** Id of the hold that is waited for. */
  readonly holdId?: string;
  /** There was something to do that could not be begun, or not be finished. */
  readonly isUndone?: boolean;
  /** The limits let this ending through, and what is left of it waits for others: it is not counted again. */
  readonly isLetThrough?: boolean;
  /** All that is left of a leaver's access is an invitation that cannot be disabled yet; poll watches it. */
  readonly pendingDisable?: boolean;
  /** Id of the one that was named before, and is not waited for any more. */
  readonly lastHoldId?: string;
  /** Since when a leaver's access is over here, by what `accessOver` said of the last look; absent while it is not (epoch ms). */
  readonly overAt?: number;
  /**
   * Ids of accounts that answered to an address of this leaver and are not ours to write, the one seen last at the end; at most 20.
   * One of them that can sign in, though it could not when it was seen, is the leaver's way back: a sweep that sees it reminds of
   * the worker, whose next look asks for each of them by id.
   */
  readonly foreign?: readonly string[];
  /** The last rollout that admitted the worker; an ended one says nothing any more. */
  readonly admitted?: Admitted;
}

const FOREIGN = 20;

/** What is remembered of the accounts that answered to a leaver's addresses and are not ours, with those seen now. */
export const withForeign = (known: readonly string[] = [], seen: readonly string[]): readonly string[] =>
  [...known.filter((id) => !seen.includes(id)), ...seen].slice(-FOREIGN);

export type WorkerState = 'converged' | 'waiting' | 'held' | 'failing';

/** An account that is ours to write. */
export interface ManagedAccount {
  readonly id: string;
  readonly how: 'invited' | 'adopted';
  /** Ids of the groups whose membership we granted or adopted; nothing else is ever removed from a worker who stays. */
  readonly ownedGroups: readonly string[];
  /** What the last receipt left. Anything else is drift. */
  readonly left?: {
    readonly enabled?: boolean;
    readonly role?: string;
    /** The worker's version that reported it to poll; absent until one did. */
    readonly version?: number;
  };
  /** Ids of groups that others had given and its deletion took, until the worker is back; at most 100. */
  readonly lostGroups?: readonly string[];
  /** Ids of those among `ownedGroups` that others had given to an account before this one, which was deleted. */
  readonly returnedGroups?: readonly string[];
  /** It came of an invitation to an address that HR corrected before it was accepted: it ends. */
  readonly isMisaddressed?: boolean;
  /**
   * Set once the access of a leaver, or of whom a wrong address invited, was read back as ended, in epoch ms; on a target that is not configured any
   * more, once an operator said so.
   */
  readonly endedAt?: number;
  /** It kept its groups when access ended, because its worker comes back soon: they are no drift. */
  readonly keepsGroups?: boolean;
  /** The API tokens that it made, by the last look after its access ended; they work without it. */
  readonly tokens?: LeftTokens;
  /** What it owns, by the last look after its access ended; absent where nothing asks for that. */
  readonly assets?: LeftAssets;
  /** An operator asked that it be removed for good, and it is not over yet. */
  readonly removal?: Removal;
  /** Marks of the differences from what we left that were reported last, at most one a field; absent while there are none. */
  readonly drift?: readonly string[];
}

export interface Refusal {
  readonly rung: string;
  readonly at: number;
  readonly because: string;
}

export type OutboxEntry =
  | { readonly id: string; readonly kind: 'bus'; readonly event: BusEvent }
  | { readonly id: string; readonly kind: 'history'; readonly recorded: RecordedEvent }
  | { readonly id: string; readonly kind: 'hold'; readonly hold: Hold }
  | {
      readonly id: string;
      readonly kind: 'hold-closed';
      readonly opening: Pick<Hold, 'id' | 'since'>;
      readonly closed: NonNullable<Hold['closed']>;
    }
  /** What our last receipts left of this worker's accounts on one target, for poll to compare with. */
  | { readonly id: string; readonly kind: 'left'; readonly target: string; readonly changes: readonly LeftChange[] };

const RECENT_EVENTS = 50;
const ADDRESSES = 20;

/** A worker seen for the first time. */
export const newWorker = (key: string, salt: string): Worker => ({
  key,
  version: 0,
  engagements: {},
  overrides: [],
  targets: {},
  outbox: [],
  addresses: [],
  recentEvents: [],
  receipts: { next: 0, lastHash: '' },
  salt,
});

export const withRecentEvent = (worker: Worker, eventId: string): Worker => ({
  ...worker,
  recentEvents: [...worker.recentEvents, eventId].slice(-RECENT_EVENTS),
});

/** The worker with one more work e-mail (in the form of `normaliseEmail`) among those that HR stated. */
export const withAddress = (worker: Worker, email: string): Worker => ({
  ...worker,
  addresses: [...worker.addresses.filter((known) => known !== email), email].slice(-ADDRESSES),
});
