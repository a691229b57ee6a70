import type { Alarm } from './alarm.ts';

/** Alarms on the doors: what the HTTP API and the functions behind it turn away, by kind. */
export const API_ALARMS: readonly Alarm[] = [
  {
    id: 'api-throttled',
    severity: 'page',
    title: 'The HTTP API turns requests away as too many',
    impact:
      'HR was answered 429 before we had read a word; a sender that does not send again has told us nothing about a worker.',
    watches: { kind: 'access-log', metric: 'ApiThrottled' },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'api-fails',
    severity: 'page',
    title: 'The HTTP API answers with errors',
    impact:
      'HR or an operator got no answer, or one that says “later”; a sender that gives up has told us nothing about a worker.',
    watches: { kind: 'api-answers', status: '5xx' },
    period: 1,
    periods: 3,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'api-refuses',
    severity: 'ticket',
    title: 'The HTTP API refuses many requests',
    impact: 'A sender or an operator asks for what we refuse, again and again; whatever they meant by it is not done.',
    watches: { kind: 'api-answers', status: '4xx' },
    period: 15,
    periods: 1,
    rings: { atLeast: 50 },
    silence: 'fine',
  },
  {
    id: 'events-forbidden',
    severity: 'page',
    title: 'An AWS sender is refused at the door',
    impact: 'Nothing arrives of what a system of yours says about workers, because AWS does not let it call `/events`.',
    watches: { kind: 'access-log', metric: 'EventsForbidden' },
    // a stranger may knock too: one knock wakes no person, a sender that tries again does
    period: 15,
    periods: 1,
    rings: { atLeast: 3 },
    silence: 'fine',
  },
  {
    id: 'connection-unknown',
    severity: 'ticket',
    title: 'Deliveries go to a connection that is not there',
    impact:
      'If it is HR that sends them, nothing of what it says arrives: the address ends in a name that we do not know.',
    watches: { kind: 'metric', metric: 'ConnectionUnknown', from: ['ingest'] },
    period: 15,
    periods: 1,
    rings: { atLeast: 3 },
    silence: 'fine',
  },
  {
    id: 'delivery-too-large',
    severity: 'page',
    title: 'A delivery was too large to be taken',
    impact:
      'HR told us something in a delivery of more than 256 KiB, and nothing of it was read: workers in it may wait.',
    watches: { kind: 'metric', metric: 'DeliveryTooLarge', from: ['ingest'] },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'function-throttled',
    severity: 'page',
    title: 'Lambda does not begin a function',
    impact:
      'The account’s Lambda concurrency is used up: HR is turned away, or no access changes: it depends on the function.',
    watches: { kind: 'function-throttles' },
    period: 5,
    periods: 2,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
];
