import { ROTATION } from '../cadence.ts';
import type { Signal } from './signal.ts';

const BY_POLL = { kind: 'measure', unit: 'Count', by: ['poll'] } as const;

/** Signals of the tick and its sweeps: which workers wait, and whether targets are read completely. */
export const POLL_SIGNALS = {
  /** By class of the due, the longest wait of a worker for a check, in minutes; 0 when none waits. */
  'endings-wait': {
    metric: { ...BY_POLL, name: 'OldestEndingMinutes' },
    graph: 'oldest-look',
    alarm: {
      severity: 'page',
      title: 'Leavers wait too long to be checked',
      impact: 'Access that must end goes on, because the leavers who have waited longest are not being checked.',
      // at the pace of the target a thousand leavers of one midnight take longer than this, and a person should know
      period: 1,
      periods: 3,
      rings: { atLeast: 3 },
    },
  },
  'pending-disables-wait': {
    metric: { ...BY_POLL, name: 'OldestPendingDisableMinutes' },
    graph: 'oldest-look',
    alarm: {
      severity: 'page',
      title: 'Open invitations of leavers are not checked',
      impact: 'A leaver may accept an invitation and sign in, and this system would not notice.',
      period: 1,
      periods: 3,
      rings: { atLeast: 5 },
    },
  },
  'joiners-wait': {
    metric: { ...BY_POLL, name: 'OldestJoinerMinutes' },
    graph: 'oldest-look',
    alarm: {
      severity: 'ticket',
      title: 'Joiners and movers wait too long to be checked',
      impact:
        'Joiners have no access yet, and movers lack their new access, because more workers wait than the target’s limit allows.',
      period: 5,
      periods: 2,
      rings: { atLeast: 60 },
    },
  },
  /** Joiners wait for room in the limit of grants; each of them has an instant. */
  'grants-wait': {
    level: 'info',
    metric: { ...BY_POLL, name: 'GrantsWaiting', per: ['target'] },
    graph: 'oldest-look',
    alarm: {
      severity: 'ticket',
      title: 'Joiners wait for room in the limit of grants',
      impact:
        'More workers join than the limit of grants allows at once; they get access in the order of their start dates.',
      each: 'target',
      period: 5,
      periods: 2,
      rings: { atLeast: 1 },
    },
  },
  'looks-wait': {
    metric: { ...BY_POLL, name: 'OldestLookMinutes' },
    graph: 'oldest-look',
    alarm: {
      severity: 'ticket',
      title: 'Workers are not checked in time',
      impact: 'Changes made by hand in the target stay unnoticed for longer than a day.',
      period: 5,
      periods: 2,
      rings: { atLeast: 720 },
    },
  },
  /** How long the oldest plan has waited for a person, in minutes; 0 when none does. */
  'oldest-hold': {
    metric: { ...BY_POLL, name: 'OldestHoldMinutes' },
    graph: 'oldest-hold',
    alarm: {
      severity: 'ticket',
      title: 'A change has waited too long for a decision',
      impact:
        'A worker has kept, or lacked, access for four hours or more, because no operator decided about a held change.',
      period: 5,
      periods: 3,
      rings: { atLeast: 240 },
    },
  },
  /** How long the deployed policy has waited for its activation, in hours; 0 where it is the active one. */
  'policy-waits': {
    metric: { ...BY_POLL, name: 'PolicyWaitingHours' },
    alarm: {
      severity: 'ticket',
      title: 'A deployed policy waits for its activation',
      impact: 'For a day or more workers have kept access that the deployed rules no longer give them.',
      period: 60,
      periods: 1,
      rings: { atLeast: 24 },
    },
  },
  /** How many connections have sent nothing for longer than their configuration expects. */
  'connection-silent': {
    level: 'warn',
    metric: { ...BY_POLL, name: 'SilentConnections' },
    graph: 'deliveries',
    alarm: {
      severity: 'ticket',
      title: 'An HR system sends nothing any more',
      impact: 'Leavers whom HR has entered may not arrive here, and can still sign in.',
      period: 60,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** How long the oldest delivery in quarantine is there, in hours; 0 when there is none. */
  'quarantine-waits': {
    metric: { ...BY_POLL, name: 'OldestQuarantinedHours' },
    graph: 'oldest-hold',
    alarm: {
      severity: 'page',
      title: 'A delivery that was not understood has waited a day for an operator',
      impact: 'It may say that a worker has left, and it is deleted at the end of its time in quarantine.',
      period: 60,
      periods: 1,
      rings: { atLeast: 24 },
    },
  },
  'hold-overdue': {
    metric: { ...BY_POLL, name: 'HoldsOverdue' },
    graph: 'oldest-hold',
    alarm: {
      severity: 'page',
      title: 'A change has waited a day for a decision',
      impact:
        'A worker has kept, or lacked, access for a day or more, because no operator decided about a held change.',
      period: 5,
      periods: 3,
      rings: { atLeast: 1 },
    },
  },
  /** Every account of a target was seen, or asked for. */
  'sweep-finished': {
    level: 'info',
    metric: { kind: 'count', name: 'SweepFinished', by: ['poll'], per: ['target'] },
    graph: 'sweeps',
    alarm: {
      name: 'sweep-stale',
      // only this alarm goes off when the schedule has stopped, and with it every ending by date
      severity: 'page',
      title: 'A target has not been read completely',
      impact:
        'A leaver who was let in again by hand is not noticed; if the schedule has stopped, no access ends on its day.',
      each: 'target',
      period: 'sweepMinutes',
      periods: 2,
      rings: { below: 1 },
      silence: 'trouble',
    },
  },
  /** A sweep stopped at something that is not explained by waiting; the next tick goes on. */
  'sweep-stopped': {
    level: 'warn',
    metric: { kind: 'count', name: 'SweepFailed', by: ['poll'], per: ['target'] },
    graph: 'sweeps',
  },
  /** A target's own log of changes gave no answer, or none that is understood; sweeps see everything without it. */
  'event-feed-rests': {
    level: 'warn',
    metric: { kind: 'count', name: 'EventFeedFailed', by: ['poll'], per: ['target'] },
    graph: 'sweeps',
  },
  /** The log held more than is read at once; sweeps see the rest. */
  'event-feed-cut': { level: 'info' },
  /** Days until the token for a target ends by itself, as the target says. */
  'token-expiring': {
    metric: { ...BY_POLL, name: 'TokenExpiresInDays', per: ['target'] },
    alarm: {
      severity: 'ticket',
      title: 'The token for a target expires soon',
      impact: 'When the token expires, no access to this target changes any more, that of leavers included.',
      each: 'target',
      // measured once an hour; a period with at least one look in it
      period: 180,
      periods: 1,
      rings: { below: ROTATION.warnDays },
    },
  },
  'token-expiry-unknown': { level: 'info' },
  'pending-disables-watched': { level: 'info' },
  'chain-heads-kept': { level: 'info' },
  /** Payloads of leavers' receipts that one pass over all workers forgot. */
  'payloads-forgotten': { level: 'info', metric: { ...BY_POLL, name: 'PayloadsForgotten' } },
  'tick-skipped': { level: 'info' },
  'worker-unreadable': { level: 'error' },
  'workers-reminded': { level: 'info' },
} as const satisfies Readonly<Record<string, Signal>>;
