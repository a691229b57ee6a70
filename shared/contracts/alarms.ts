import type { Metric } from './metrics.ts';
import { ROTATION } from './rotation.ts';

/** One thing that somebody is woken for. The stack makes CloudWatch alarms of it, the page beside it says what to do. */
export interface Alarm {
  readonly id: string;
  readonly title: string;
  /** Whom it harms and how, in words that need no code. */
  readonly impact: string;
  readonly watches: Watched;
  /** Minutes of one period, or how often a target is swept. */
  readonly period: number | 'sweepMinutes';
  /** How many periods in a row. */
  readonly periods: number;
  readonly rings: { readonly atLeast: number } | { readonly below: number };
  /** Whether silence is trouble. */
  readonly silence: 'fine' | 'trouble';
}

type Watched =
  /** Seconds that the oldest message of the lifecycle queue has waited. */
  | { readonly kind: 'oldest-message' }
  /** Messages in the dead-letter queue. */
  | { readonly kind: 'dead-letters' }
  /** Failed invocations, an alarm for each function. */
  | { readonly kind: 'function-errors' }
  /** A metric of ours, summed over the functions that count it. */
  | { readonly kind: 'metric'; readonly metric: Metric; readonly from: readonly string[] }
  /** The same, an alarm for each target. */
  | { readonly kind: 'target-metric'; readonly metric: Metric; readonly from: readonly string[] }
  /** The least value of a metric of ours that one function measures, an alarm for each target. */
  | { readonly kind: 'target-measure'; readonly metric: Metric; readonly from: readonly [string] }
  /** The same, an alarm for each connection whose deliveries are signed. */
  | { readonly kind: 'connection-metric'; readonly metric: Metric; readonly from: readonly string[] }
  /** The largest value of what one function measures. */
  | { readonly kind: 'largest'; readonly metric: Metric; readonly from: readonly [string] };

export const ALARMS: readonly Alarm[] = [
  {
    id: 'leaver-not-ended',
    title: 'A leaver can still sign in',
    impact: 'Somebody who has left can still sign in, or nobody knows that they cannot, five minutes after it was due.',
    watches: { kind: 'target-metric', metric: 'LeaverNotEnded', from: ['provision', 'poll'] },
    // counted only once five minutes are over; looks may be an hour apart, so one has to ring by itself
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'leaver-held',
    title: 'A leaver’s access waits for a person',
    impact: 'Somebody who has left, or may have, can sign in until a person ends the access or says what is right.',
    watches: { kind: 'target-metric', metric: 'LeaverHeld', from: ['provision', 'operate'] },
    period: 1,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'leaver-active-again',
    title: 'A leaver can sign in again',
    impact: 'Somebody whose access had ended can sign in again, and this system did not do that.',
    watches: { kind: 'target-metric', metric: 'LeaverActiveAgain', from: ['poll', 'provision', 'operate'] },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'leaver-holds-tokens',
    title: 'A leaver made API tokens that still work',
    impact: 'Somebody who has left may know an API token that still opens the target without signing in.',
    watches: { kind: 'target-metric', metric: 'LeaverHoldsTokens', from: ['provision', 'operate'] },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'endings-wait',
    title: 'Leavers wait to be looked at',
    impact: 'Access that must end goes on, because the leavers who wait longest are not being looked at.',
    watches: { kind: 'largest', metric: 'OldestEndingMinutes', from: ['poll'] },
    // at the pace of the target a thousand leavers of one midnight take longer than this, and a person should know
    period: 1,
    periods: 3,
    rings: { atLeast: 3 },
    silence: 'fine',
  },
  {
    id: 'pending-disables-wait',
    title: 'Open invitations of leavers are not looked at',
    impact: 'A leaver may accept an invitation and sign in, and this system would not notice.',
    watches: { kind: 'largest', metric: 'OldestPendingDisableMinutes', from: ['poll'] },
    period: 1,
    periods: 3,
    rings: { atLeast: 5 },
    silence: 'fine',
  },
  {
    id: 'joiners-wait',
    title: 'Joiners and movers wait to be looked at',
    impact:
      'New colleagues have no access yet, and those who moved lack theirs, because the line is longer than the target allows.',
    watches: { kind: 'largest', metric: 'OldestJoinerMinutes', from: ['poll'] },
    period: 5,
    periods: 2,
    rings: { atLeast: 60 },
    silence: 'fine',
  },
  {
    id: 'looks-wait',
    title: 'Workers are not looked at in time',
    impact: 'What was changed by hand in the target stays unnoticed for longer than a day.',
    watches: { kind: 'largest', metric: 'OldestLookMinutes', from: ['poll'] },
    period: 5,
    periods: 2,
    rings: { atLeast: 720 },
    silence: 'fine',
  },
  {
    id: 'oldest-message',
    title: 'Messages wait too long',
    impact: 'Joiners wait for their access and leavers keep theirs, because events are not being worked off.',
    watches: { kind: 'oldest-message' },
    period: 1,
    periods: 5,
    rings: { atLeast: 300 },
    silence: 'fine',
  },
  {
    id: 'dead-letters',
    title: 'A message was given up',
    impact:
      'What HR said about somebody may never have been recorded; their access stays as it is until a person looks.',
    watches: { kind: 'dead-letters' },
    period: 1,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'function-errors',
    title: 'A function fails',
    impact:
      'Nobody’s access changes, or nobody looks at the targets, or nobody answers: it depends on which function fails.',
    watches: { kind: 'function-errors' },
    period: 1,
    periods: 3,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'sweep-stale',
    title: 'A target has not been seen whole',
    impact: 'Changes that people make in the target itself, and invitations that are accepted, go unnoticed.',
    watches: { kind: 'target-metric', metric: 'SweepFinished', from: ['poll'] },
    period: 'sweepMinutes',
    periods: 2,
    rings: { below: 1 },
    silence: 'trouble',
  },
  {
    id: 'gate-closed',
    title: 'Nothing is sent to a target',
    impact: 'Nobody’s access to this target changes, leavers’ included, until the target answers us again.',
    watches: { kind: 'target-metric', metric: 'GateClosed', from: ['provision', 'poll', 'operate'] },
    period: 5,
    periods: 2,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'credentials-refused',
    title: 'A target does not accept our token',
    impact: 'Nobody’s access to this target changes, leavers’ included, until somebody gives us a token that works.',
    watches: { kind: 'target-metric', metric: 'CredentialsRefused', from: ['provision', 'poll', 'operate'] },
    // waiting does not help, so that it rings before gate-closed does
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'limit-open',
    title: 'A change waits for a person',
    impact:
      'A limit or another guard stopped a change; those concerned keep the access they have until somebody decides.',
    watches: { kind: 'target-metric', metric: 'HoldOpened', from: ['provision', 'operate'] },
    period: 1,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'oldest-hold',
    title: 'A change has waited too long for a person',
    impact: 'Somebody has kept, or lacked, access for four hours or more, because nobody decided about a held change.',
    watches: { kind: 'largest', metric: 'OldestHoldMinutes', from: ['poll'] },
    period: 5,
    periods: 3,
    rings: { atLeast: 240 },
    silence: 'fine',
  },
  {
    id: 'change-paused',
    title: 'A change waits because somebody paused it',
    impact:
      'An operator switched writes or removals off; leavers may still sign in, and joiners wait, until it is resumed.',
    watches: { kind: 'target-metric', metric: 'ChangePaused', from: ['provision', 'operate'] },
    // whoever waits is looked at every five minutes, so that it rings as long as something waits
    period: 10,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'protected-overruled',
    title: 'Protection was overruled',
    impact:
      'An operator ended somebody’s access, protected accounts included; what the account was protected for may fail.',
    watches: { kind: 'metric', metric: 'ProtectedOverruled', from: ['operate'] },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'switch-overruled',
    title: 'A switch was overruled',
    impact: 'An operator ended somebody’s access whatever is paused; what the pause was for may have been disturbed.',
    watches: { kind: 'metric', metric: 'SwitchOverruled', from: ['operate'] },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'unverified',
    title: 'A target says yes and does not show it',
    impact: 'Somebody’s access was changed, says the target, but reading it back does not show the change.',
    watches: { kind: 'target-metric', metric: 'Unverified', from: ['provision', 'operate'] },
    period: 5,
    periods: 3,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'delivery-failed',
    title: 'HR’s deliveries are turned away',
    impact:
      'HR was answered “later” because of our own trouble; a sender that gives up has told us nothing about a worker.',
    watches: { kind: 'metric', metric: 'DeliveryFailed', from: ['ingest'] },
    period: 1,
    periods: 2,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'delivery-unauthentic',
    title: 'Deliveries fail verification',
    impact: 'If it is HR that sends them, nothing of what it says arrives; if it is somebody else, they try to get in.',
    watches: { kind: 'connection-metric', metric: 'DeliveryUnauthentic', from: ['ingest'] },
    // everybody may knock at the hooks: one knock wakes nobody, a sender that tries again does
    period: 15,
    periods: 1,
    rings: { atLeast: 3 },
    silence: 'fine',
  },
  {
    id: 'delivery-quarantined',
    title: 'A delivery was not understood',
    impact: 'HR told us something that nobody acts on; it is kept for 14 days, and the worker it names may wait.',
    watches: { kind: 'metric', metric: 'DeliveryQuarantined', from: ['ingest'] },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'delivery-id-reused',
    title: 'One id stood for two events',
    impact:
      'Both events were taken, but HR’s system gives ids that are not its events’ own: what it corrects by id may be the wrong one.',
    watches: { kind: 'metric', metric: 'DeliveryIdReused', from: ['ingest', 'provision', 'operate'] },
    period: 5,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
  {
    id: 'token-expiring',
    title: 'The token for a target ends soon',
    impact: 'When the token ends, nobody’s access to this target changes any more, leavers’ included.',
    watches: { kind: 'target-measure', metric: 'TokenExpiresInDays', from: ['poll'] },
    // measured once an hour; a period with at least one look in it
    period: 180,
    periods: 1,
    rings: { below: ROTATION.warnDays },
    silence: 'fine',
  },
  {
    id: 'rotation-failed',
    title: 'The token for a target was not replaced',
    impact: 'The old token still works, but only until it ends; then nobody’s access to this target changes any more.',
    watches: { kind: 'target-metric', metric: 'RotationFailed', from: ['rotate'] },
    period: 60,
    periods: 1,
    rings: { atLeast: 1 },
    silence: 'fine',
  },
];

/** Where the page of an alarm stands. */
export const runbookOf = (id: string): string => `docs/runbooks/${id}.md`;
