/**
 * What came of asking a target for something. Every `because` is a sentence for a person: it holds ids, statuses
 * and what to do, never an address, a name or the target's own text.
 */
export type Outcome<T> = Done<T> | NotDone;

export type NotDone = Refused | Wait | Retryable | Permanent;

/** The target said yes. For a write this is an answer, not proof: proof is reading back. */
export interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
}

/** The target said no, about this account, group or token only. OperatorRequest again changes nothing; another rung may. */
interface Refused {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly because: string;
  /** The HTTP status that counts: the one embedded in the body where the target wraps another system's. */
  readonly status?: number;
  /** The target's error code, when it gave one. */
  readonly code?: string;
  /** Of an ending: the sign-in on the target has ended, and what was refused lies beyond it. */
  readonly isBeyond?: true;
}

export type RefusalReason = 'not-allowed' | 'not-found' | 'conflict' | 'invalid';

/** Nothing is wrong with the work; it has to wait. It is not tried again before `retryAt`. */
export interface Wait {
  readonly kind: 'wait';
  readonly cause: WaitCause;
  readonly because: string;
  /** The channel of the target that it concerns; absent where it concerns the target's own interface. */
  readonly channel?: string;
  /** Epoch ms before which asking again is pointless; absent when the target gave no hint. */
  readonly retryAt?: number;
}

/**
 * `rate-limited`, `credentials`, `forbidden` and `down` concern the whole target and close its gate; `paced` concerns one kind of call, or
 * one record of the target, while all others go on; `seat` only what takes one: the plan of the target has no room left; `deadline` concerns
 * only the caller, whose time was too short.
 */
export type WaitCause = 'rate-limited' | 'credentials' | 'forbidden' | 'down' | 'paced' | 'seat' | 'deadline';

/** No wait that a target names counts for longer (ms): then one request is let through, to see. */
export const LONGEST_WAIT_MS = 5 * 60_000;

/** Something unexplained on either side. Reading again and planning again is the answer. */
export interface Retryable {
  readonly kind: 'retryable';
  readonly because: string;
  /** Set where operators must hear of it: another writer wrote the same record at the same time, and one change may be lost. */
  readonly sign?: 'other-writer';
}

/** The request itself is wrong and stays wrong until the configuration or the code changes. */
interface Permanent {
  readonly kind: 'permanent';
  readonly because: string;
}

export const done = <T>(value: T): Done<T> => ({ kind: 'done', value });

/** Applies `change` to what was done and passes everything else through. */
export function mapOutcome<T, U>(outcome: Outcome<T>, change: (value: T) => U): Outcome<U> {
  return outcome.kind === 'done' ? done(change(outcome.value)) : outcome;
}
