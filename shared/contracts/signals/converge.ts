import type { Signal } from './signal.ts';

const CHANGING = ['provision', 'operate'] as const;
const ALL = ['provision', 'poll', 'operate'] as const;

/** Signals of bringing workers in line with policy, and of the targets meanwhile. */
export const CONVERGE_SIGNALS = {
  /** A plan waits for an operator’s decision. */
  'hold-opened': {
    level: 'warn',
    metric: { kind: 'count', name: 'HoldOpened', by: CHANGING, per: ['target'] },
    graph: 'holds',
    alarm: {
      severity: 'ticket',
      title: 'A change waits for an operator’s decision',
      impact:
        'A limit or another guard stopped a change; the workers concerned keep the access they have until an operator decides.',
      each: 'target',
      period: 1,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A rollout stopped by itself: too many of those whom it admitted on one day failed. */
  'rollout-stopped': {
    level: 'warn',
    metric: { kind: 'count', name: 'RolloutStopped', by: ['provision'], per: ['target'] },
    graph: 'holds',
    alarm: {
      severity: 'ticket',
      title: 'A rollout stopped by itself',
      impact:
        'Too many workers of one day of the rollout failed; no other worker is admitted until an operator resumes it. Leavers are ended as before.',
      each: 'target',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A change waits because an operator switched writes, or what takes access away, off. */
  'change-paused': {
    level: 'warn',
    metric: { kind: 'count', name: 'ChangePaused', by: CHANGING, per: ['target'] },
    graph: 'paused',
    alarm: {
      severity: 'ticket',
      title: 'A change waits because an operator paused it',
      impact:
        'An operator paused writes or removals; until the pause ends, leavers may still sign in and joiners wait.',
      each: 'target',
      // a worker who waits is checked every five minutes, so that the alarm stays on as long as something waits
      period: 10,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** Nothing is sent to a target for a while: too many requests, an outage, refused credentials. */
  'gate-closed': {
    level: 'warn',
    metric: { kind: 'count', name: 'GateClosed', by: ALL, per: ['target'] },
    graph: 'gates',
    alarm: {
      severity: 'page',
      title: 'Nothing is sent to a target',
      impact: 'No access to this target changes, that of leavers included, until the target answers again.',
      each: 'target',
      period: 5,
      periods: 2,
      rings: { atLeast: 1 },
    },
  },
  /** The same, because the target does not accept our token. */
  'credentials-refused': {
    metric: { kind: 'count', name: 'CredentialsRefused', by: ALL, per: ['target'] },
    graph: 'gates',
    alarm: {
      severity: 'page',
      title: 'A target does not accept the token of this system',
      impact:
        'No access to this target changes, that of leavers included, until an operator stores a token that works.',
      each: 'target',
      // waiting does not help, so this alarm goes off before gate-closed does
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A target forbids our credential one kind of write. */
  'write-forbidden': {
    level: 'warn',
    metric: { kind: 'count', name: 'WriteForbidden', by: CHANGING, per: ['target'] },
  },
  /** A worker is back where accounts end by deletion, and is not put again into every group that others had given. */
  'not-given-back': {
    level: 'warn',
    metric: { kind: 'count', name: 'NotGivenBack', by: CHANGING, per: ['target'] },
  },
  /** The plan or licence of a target has no room for what a worker should have. */
  'no-seat': {
    level: 'warn',
    metric: { kind: 'count', name: 'NoSeat', by: CHANGING, per: ['target'] },
    graph: 'surprises',
    alarm: {
      severity: 'ticket',
      title: 'A target has no seat left',
      impact: 'Workers wait for access to this target until a seat is free or bought; all other changes go on.',
      each: 'target',
      // a worker who waits for a seat is checked every fifteen minutes, so that the alarm stays on as long as one waits
      period: 20,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** Another writer wrote a record of the target while we did; what the target keeps is theirs or ours, and one change may be lost. */
  'other-writer': {
    level: 'warn',
    metric: { kind: 'count', name: 'OtherWriter', by: CHANGING, per: ['target'] },
    graph: 'surprises',
    alarm: {
      severity: 'ticket',
      title: 'Another writer changed a group at the same moment',
      impact:
        'A membership that the other writer gave or took away may be lost; those that policy gives are given again.',
      each: 'target',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A managed account differs from what our last receipt left. */
  'drift-seen': {
    level: 'warn',
    metric: { kind: 'count', name: 'DriftSeen', by: ['poll', ...CHANGING], per: ['target'] },
    graph: 'surprises',
  },
  /** A target said yes and does not show it. */
  unverified: {
    level: 'warn',
    metric: { kind: 'count', name: 'Unverified', by: CHANGING, per: ['target'] },
    graph: 'surprises',
    alarm: {
      severity: 'ticket',
      title: 'A target accepts a change and does not show it',
      impact: 'The target said that it changed a worker’s access, but reading it back does not show the change.',
      each: 'target',
      period: 5,
      periods: 3,
      rings: { atLeast: 1 },
    },
  },
  /** A removal that an operator asked for, and another one approved, did not come about. */
  'removal-failed': {
    level: 'warn',
    metric: { kind: 'count', name: 'RemovalFailed', by: CHANGING, per: ['target'] },
    graph: 'surprises',
    alarm: {
      severity: 'ticket',
      title: 'An account was not removed, or not as it was approved',
      impact:
        'An approved removal of a leaver’s account did not come about; the account stays disabled, or what it owned is with no one.',
      each: 'target',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** The access of a sponsored worker ends in 14 days, or in 3, unless an operator extends it. */
  'sponsorship-ends': {
    level: 'warn',
    metric: { kind: 'count', name: 'SponsorshipEnds', by: CHANGING },
  },
  /** Two workers want one account. */
  'account-claimed-by-another': {
    level: 'warn',
    metric: { kind: 'count', name: 'AccountClaimedByAnother', by: CHANGING, per: ['target'] },
  },
} as const satisfies Readonly<Record<string, Signal>>;
