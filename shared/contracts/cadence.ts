import type { FunctionName } from './function-names.ts';

/*
 * How long things take, wait and are kept, where the number of one process, queue or file depends on that of another. A test holds how they
 * relate. Numbers that concern one file alone stand there. No number is computed from another constant: a bundler would keep both.
 */

/** When Lambda ends a function. */
export const TIMEOUT_SECONDS = {
  ingest: 15,
  provision: 60,
  poll: 60,
  // sooner than the gateway gives up
  operate: 29,
  // a target may take six minutes to make a token
  rotate: 600,
} as const satisfies Readonly<Record<FunctionName, number>>;

/** What a function keeps of its time for itself: no call to a target outlives the invocation. */
export const RESERVE_MS = 10_000;

/** When an HTTP API of AWS gives up on the function behind it. */
export const GATEWAY_PATIENCE_MS = 30_000;

/** How long operate asks targets for one command, at most. */
export const OPERATE_PATIENCE_MS = 20_000;

/** How long the command line waits for an answer: the gateway's, even its refusal, is heard. */
export const CLI_PATIENCE_MS = 35_000;

/** How long a target may take to make a token. */
export const TOKEN_REQUEST_MS = 6 * 60_000;

/** How long a message of the lifecycle queue stays out of sight of others while provision works on it. */
export const VISIBILITY_SECONDS = 360;

/** For how long a worker is one process's: after it that process is gone, or has sent its last request. */
export const CONVERGE_LEASE_MS = 70_000;

/** For how long changing administrators of a target is one process's. */
export const ADMINISTRATOR_LEASE_MS = 60_000;

/** An unfinished step of a convergence that is older than this was cut off. */
export const CONVERGENCE_UNDER_WAY_MS = 5 * 60_000;

/** How often the tick is started. */
export const TICK_MINUTES = 1;

/** Less than from one tick to the next by what two starts may be apart, so that no tick finds the lease of the one before. */
export const TICK_LEASE_MS = 55_000;

/** How long a tick sweeps. */
export const SWEEP_MS = 45_000;

/** By how much a sweep may begin before its time, so that the start of a tick never puts it off to the next. */
export const SWEEP_EARLY_MS = 30_000;

/** How often each target is asked how long its token lasts. */
export const TOKEN_LOOK_MINUTES = 60;

/** How long after it was due a leaver's access may go on before an alarm says so. */
export const LEAVER_PATIENCE_MS = 5 * 60_000;

/** A worker who is due for longer than this is not being looked at. */
export const DUE_LATE_MS = 5 * 60_000;

/** How often a worker is looked at who waits for a pause to end. */
export const PAUSED_LOOK_MS = 5 * 60_000;

/** How long both queues keep a message. */
export const QUEUE_KEPT_DAYS = 14;

/**
 * How many days the configuration may say that things are kept (`retention`), and what holds where it says nothing. `quarantine`: a delivery
 * that was not understood can be replayed. `deadLetter`: it is known why a message was parked; for longer than the message can lie in its
 * queue and, sent again, in the other one. `leaverPayload`: the payloads of a leaver's receipts; without a word they are kept.
 */
export const RETENTION_DAYS = {
  quarantine: { least: 1, usual: 14, most: 90 },
  deadLetter: { least: 30, usual: 90, most: 365 },
  leaverPayload: { least: 30, most: 3_650 },
} as const;

/**
 * For how many days, at least, a delivery and the ids of its events are known, so that it is not taken twice. Longer than any sender keeps
 * trying.
 */
export const DELIVERY_KEPT_DAYS = 30;

/** How long a function uses a secret before it reads it anew. */
export const SECRET_TTL_MS = 5 * 60_000;

/** When every process is sure to have read a replaced token's successor. */
export const SECRET_READ_BY_ALL_MS = 3_600_000;

/** How a target's token is replaced. */
export const ROTATION = {
  everyDays: 30,
  /** Longer than two rounds, so that one that fails leaves a month for mending it. */
  lifespanDays: 90,
  /** With fewer days left, an alarm rings. */
  warnDays: 14,
} as const;
