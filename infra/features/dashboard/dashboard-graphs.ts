import type { Counted } from '../alarms/counted.ts';

/** One graph of metrics of ours. */
export interface Graph {
  readonly title: string;
  readonly metrics: readonly Counted[];
  /** A line for each target, or one for all. */
  readonly per: 'target' | 'all';
}

const CHANGING = ['provision', 'operate'];

/** Who waits, and for whom. */
export const WAITING: readonly Graph[] = [
  { title: 'Leavers not ended', metrics: [{ metric: 'LeaverNotEnded', from: ['provision'] }], per: 'target' },
  {
    title: 'Holds opened and decided',
    metrics: [
      { metric: 'HoldOpened', from: CHANGING },
      { metric: 'LeaverHeld', from: CHANGING },
      { metric: 'HoldDecided', from: ['operate'] },
    ],
    per: 'target',
  },
  { title: 'Changes that wait for a pause', metrics: [{ metric: 'ChangePaused', from: CHANGING }], per: 'target' },
];

/** Whether the targets answer, and do what they say. */
export const TARGETS: readonly Graph[] = [
  {
    title: 'Gates closed, and opened by hand; our token refused',
    metrics: [
      { metric: 'GateClosed', from: ['provision', 'poll', 'operate'] },
      { metric: 'CredentialsRefused', from: ['provision', 'poll', 'operate'] },
      { metric: 'GateOpened', from: ['operate'] },
    ],
    per: 'target',
  },
  {
    title: 'Sweeps finished and failed',
    metrics: [
      { metric: 'SweepFinished', from: ['poll'] },
      { metric: 'SweepFailed', from: ['poll'] },
    ],
    per: 'target',
  },
  {
    title: 'Changes by others, and changes that do not show',
    metrics: [
      { metric: 'DriftSeen', from: ['poll', ...CHANGING] },
      { metric: 'LeaverActiveAgain', from: ['poll', ...CHANGING] },
      { metric: 'Unverified', from: CHANGING },
    ],
    per: 'target',
  },
  {
    title: 'API tokens of leavers',
    metrics: [
      { metric: 'LeaverHoldsTokens', from: CHANGING },
      { metric: 'LeaverTokensUnknown', from: CHANGING },
    ],
    per: 'target',
  },
];

/** What HR sends, and what operators do. */
export const DOORS: readonly Graph[] = [
  {
    title: 'Deliveries of HR',
    metrics: [
      { metric: 'DeliveryAccepted', from: ['ingest'] },
      { metric: 'DeliveryRepeated', from: ['ingest'] },
      { metric: 'DeliveryQuarantined', from: ['ingest'] },
      { metric: 'DeliveryIdReused', from: ['ingest', 'provision', 'operate'] },
      { metric: 'AttributeRejected', from: ['ingest', 'operate'] },
      { metric: 'DeliveryUnauthentic', from: ['ingest'] },
      { metric: 'ConnectionUnknown', from: ['ingest'] },
      { metric: 'DeliveryTooLarge', from: ['ingest'] },
      { metric: 'DeliveryFailed', from: ['ingest'] },
    ],
    per: 'all',
  },
  {
    title: 'What operators did',
    metrics: [
      { metric: 'OverrideStated', from: ['operate'] },
      { metric: 'OverrideLifted', from: ['operate'] },
      { metric: 'SwitchTurned', from: ['operate'] },
      { metric: 'ModeSet', from: ['operate'] },
      { metric: 'ProtectedOverruled', from: ['operate'] },
      { metric: 'SwitchOverruled', from: ['operate'] },
    ],
    per: 'all',
  },
];
