import type { Signal } from './signal.ts';

const CHANGING = ['provision', 'operate'] as const;

/** Signals of leavers who can still sign in, or may be able to. */
export const LEAVER_SIGNALS = {
  /** Five minutes or more after it was due, a check found that a leaver can still sign in, or could not see it. */
  'leaver-not-ended': {
    level: 'warn',
    metric: { kind: 'count', name: 'LeaverNotEnded', by: ['provision', 'poll'], per: ['target'] },
    graph: 'leavers',
    alarm: {
      severity: 'page',
      title: 'A leaver can still sign in',
      impact: 'A leaver can still sign in five minutes after their access was due to end, or this system cannot tell.',
      each: 'target',
      // counted only once five minutes are over; checks may be an hour apart, so one has to set off the alarm by itself
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A leaver has an account on a target that is not in the configuration any more. */
  'leaver-left-behind': {
    level: 'error',
    metric: { kind: 'count', name: 'LeaverLeftBehind', by: CHANGING },
    graph: 'leavers',
    alarm: {
      severity: 'page',
      title: 'A leaver has an account on a target that was taken out of the configuration',
      impact: 'The leaver may still sign in there: this system cannot end it.',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A worker has an account, and HR speaks of them only by a connection that is not in the configuration any more: `connections` names it. */
  'worker-without-connection': {
    level: 'warn',
    metric: { kind: 'count', name: 'WorkerWithoutConnection', by: ['provision'] },
    graph: 'leavers',
    alarm: {
      severity: 'ticket',
      title: 'Workers depend on a connection that was taken out of the configuration',
      impact: 'The HR system behind that connection cannot end their access: if they leave, they can still sign in.',
      // every worker is checked once a day, so that the alarm stays on as long as there is one
      period: 1440,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** The same, where a leaver can sign in until a person acts. */
  'leaver-held': {
    level: 'warn',
    metric: { kind: 'count', name: 'LeaverHeld', by: CHANGING, per: ['target'] },
    graph: 'holds',
    alarm: {
      severity: 'page',
      title: 'A leaver can sign in until a person acts',
      impact:
        'A worker who has left, or may have left, can sign in until a person ends the access or an operator decides the hold.',
      each: 'target',
      period: 1,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** The same of an account whose worker's access had ended, and that can sign in. */
  'leaver-active-again': {
    level: 'error',
    metric: { kind: 'count', name: 'LeaverActiveAgain', by: ['poll', ...CHANGING], per: ['target'] },
    graph: 'surprises',
    alarm: {
      severity: 'page',
      title: 'A leaver can sign in again',
      impact: 'A leaver whose access had ended can sign in again, and this system did not cause that.',
      each: 'target',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A leaver made API tokens that still work; `tokens` says how many. */
  'leaver-holds-tokens': {
    level: 'warn',
    metric: { kind: 'count', name: 'LeaverHoldsTokens', by: CHANGING, per: ['target'] },
    graph: 'tokens',
    alarm: {
      severity: 'page',
      title: 'A leaver made API tokens that still work',
      impact: 'A leaver may know an API token that still works; it gives access to the target without a sign-in.',
      each: 'target',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** The target did not list API tokens when a worker left: a person must. */
  'leaver-tokens-unknown': {
    level: 'warn',
    metric: { kind: 'count', name: 'LeaverTokensUnknown', by: CHANGING, per: ['target'] },
    graph: 'tokens',
  },
} as const satisfies Readonly<Record<string, Signal>>;
