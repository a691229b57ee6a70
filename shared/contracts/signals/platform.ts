import type { Signal } from './signal.ts';

/** Signals that AWS measures: of the queues, the functions and the HTTP API. */
export const PLATFORM_SIGNALS = {
  'oldest-message': {
    metric: { kind: 'aws', of: 'oldest-message' },
    graph: 'oldest-message',
    alarm: {
      severity: 'page',
      title: 'Messages wait too long',
      impact: 'Joiners wait for their access and leavers keep theirs, because events are not being processed.',
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
      title: 'A message is in the dead-letter queue',
      impact:
        'What HR said about a worker may not have been recorded; the worker’s access stays as it is until an operator acts.',
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
      impact: 'Depending on which function fails, no access changes, targets are not read, or callers get no answer.',
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
      title: 'Lambda does not start a function',
      impact:
        'The account’s Lambda concurrency is used up; depending on the function, HR’s deliveries fail or no access changes.',
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
      title: 'The HTTP API refuses requests because there are too many',
      impact:
        'HR got the answer 429 before its request was read; if HR’s system does not send it again, this system never gets the events.',
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
        'HR or an operator got no answer, or an error; if HR’s system gives up, this system never gets the events.',
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
        'A sender or an operator sends requests that are refused, again and again; what they ask for is not done.',
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
      title: 'An AWS sender may not call the HTTP API',
      impact: 'The events of one of your systems do not arrive, because AWS does not let it call `/events`.',
      // a stranger may call too: one call does not set off the alarm, a sender that tries again does
      period: 15,
      periods: 1,
      rings: { atLeast: 3 },
    },
  },
} as const satisfies Readonly<Record<string, Signal>>;
