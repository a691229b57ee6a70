import type { Signal } from './signal.ts';

/** What AWS tells: of the queues, the functions and the HTTP API. */
export const PLATFORM_SIGNALS = {
  'oldest-message': {
    metric: { kind: 'aws', of: 'oldest-message' },
    graph: 'oldest-message',
    alarm: {
      severity: 'page',
      title: 'Messages wait too long',
      impact: 'Joiners wait for their access and leavers keep theirs, because events are not being worked off.',
      period: 1,
      periods: 5,
      rings: { atLeast: 300 },
    },
  },
  'dead-letters': {
    metric: { kind: 'aws', of: 'dead-letters' },
    graph: 'dead-letters',
    alarm: {
      severity: 'page',
      title: 'A message was given up',
      impact:
        'What HR said about somebody may never have been recorded; their access stays as it is until a person looks.',
      period: 1,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  'function-errors': {
    metric: { kind: 'aws', of: 'function-errors' },
    graph: 'function-errors',
    alarm: {
      severity: 'page',
      title: 'A function fails',
      impact:
        'Nobody’s access changes, or nobody looks at the targets, or nobody answers: it depends on which function fails.',
      period: 1,
      periods: 3,
      rings: { atLeast: 1 },
    },
  },
  'function-throttled': {
    metric: { kind: 'aws', of: 'function-throttles' },
    graph: 'function-throttles',
    alarm: {
      severity: 'page',
      title: 'Lambda does not begin a function',
      impact:
        'The account’s Lambda concurrency is used up: HR is turned away, or no access changes: it depends on the function.',
      period: 5,
      periods: 2,
      rings: { atLeast: 1 },
    },
  },
  'function-durations': { metric: { kind: 'aws', of: 'function-durations' }, graph: 'function-durations' },
  /** An invocation ended with an error. */
  'invocation-failed': { level: 'error' },
  /** A request that the HTTP API answered 429 by itself, since there were too many. */
  'api-throttled': {
    metric: { kind: 'access-log', name: 'ApiThrottled', status: '429' },
    alarm: {
      severity: 'page',
      title: 'The HTTP API turns requests away as too many',
      impact:
        'HR was answered 429 before we had read a word; a sender that does not send again has told us nothing about a worker.',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  'api-fails': {
    metric: { kind: 'aws', of: 'answers-5xx' },
    alarm: {
      severity: 'page',
      title: 'The HTTP API answers with errors',
      impact:
        'HR or an operator got no answer, or one that says “later”; a sender that gives up has told us nothing about a worker.',
      period: 1,
      periods: 3,
      rings: { atLeast: 1 },
    },
  },
  'api-refuses': {
    metric: { kind: 'aws', of: 'answers-4xx' },
    alarm: {
      severity: 'ticket',
      title: 'The HTTP API refuses many requests',
      impact:
        'A sender or an operator asks for what we refuse, again and again; whatever they meant by it is not done.',
      period: 15,
      periods: 1,
      rings: { atLeast: 50 },
    },
  },
  /** A request to `/events` that AWS refused: not signed, signed wrongly, or by a principal that may not call it. */
  'events-forbidden': {
    metric: { kind: 'access-log', name: 'EventsForbidden', status: '403', route: 'POST /events' },
    alarm: {
      severity: 'page',
      title: 'An AWS sender is refused at the door',
      impact:
        'Nothing arrives of what a system of yours says about workers, because AWS does not let it call `/events`.',
      // a stranger may knock too: one knock wakes no person, a sender that tries again does
      period: 15,
      periods: 1,
      rings: { atLeast: 3 },
    },
  },
} as const satisfies Readonly<Record<string, Signal>>;
