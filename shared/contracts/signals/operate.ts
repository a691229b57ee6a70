import type { Signal } from './signal.ts';

/** Signals of operators' commands. */
export const OPERATE_SIGNALS = {
  /** A person approved or rejected a plan. */
  'hold-decided': {
    level: 'info',
    metric: { kind: 'count', name: 'HoldDecided', by: ['operate'], per: ['target'] },
    graph: 'holds',
  },
  /** An operator opened a target's gate. */
  'gate-opened': {
    level: 'info',
    metric: { kind: 'count', name: 'GateOpened', by: ['operate'], per: ['target'] },
    graph: 'gates',
  },
  /** An operator stated that a worker's access has ended or is kept, or took such a statement back. */
  'override-stated': {
    level: 'info',
    metric: { kind: 'count', name: 'OverrideStated', by: ['operate'] },
    graph: 'operators',
  },
  'override-lifted': {
    level: 'info',
    metric: { kind: 'count', name: 'OverrideLifted', by: ['operate'] },
    graph: 'operators',
  },
  /** An operator switched something off or on again. */
  'switch-turned': {
    level: 'info',
    metric: { kind: 'count', name: 'SwitchTurned', by: ['operate'] },
    graph: 'operators',
  },
  /** An operator made or deleted a group of a target, or changed what it gives. */
  'group-changed': {
    level: 'info',
    metric: { kind: 'count', name: 'GroupChanged', by: ['operate'], per: ['target'] },
    graph: 'operators',
  },
  /** An operator made the deployed policy of a target the active one. */
  'policy-activated': {
    level: 'info',
    metric: { kind: 'count', name: 'PolicyActivated', by: ['operate'], per: ['target'] },
    graph: 'operators',
  },
  /** An operator announced a change, or ended an announcement. */
  'change-announced': { level: 'info' },
  'announcement-ended': { level: 'info' },
  /** An operator had reviewed accounts of a target taken over. */
  'baseline-applied': {
    level: 'info',
    metric: { kind: 'count', name: 'BaselineApplied', by: ['operate'], per: ['target'] },
    graph: 'operators',
  },
  /** An operator had staff brought in that HR had not sent. */
  'baseline-imported': {
    level: 'info',
    metric: { kind: 'count', name: 'BaselineImported', by: ['operate'] },
    graph: 'operators',
  },
  /** An operator started or resumed the rollout on a target, or paused it. */
  'rollout-started': {
    level: 'info',
    metric: { kind: 'count', name: 'RolloutStarted', by: ['operate'], per: ['target'] },
    graph: 'operators',
  },
  'rollout-paused': { level: 'info' },
  /** An operator set a target's mode. */
  'mode-set': {
    level: 'info',
    metric: { kind: 'count', name: 'ModeSet', by: ['operate'], per: ['target'] },
    graph: 'operators',
  },
  /** An operator ended a worker's access, protected accounts included. */
  'protected-overruled': {
    metric: { kind: 'count', name: 'ProtectedOverruled', by: ['operate'] },
    graph: 'operators',
    alarm: {
      severity: 'page',
      title: 'Protection was overridden',
      impact:
        'An operator ended a worker’s access, protected accounts included; what depends on a protected account may fail.',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** An operator ended a worker's access whatever is switched off. */
  'switch-overruled': {
    metric: { kind: 'count', name: 'SwitchOverruled', by: ['operate'] },
    graph: 'operators',
    alarm: {
      severity: 'ticket',
      title: 'A pause was overridden',
      impact:
        'An operator ended a worker’s access despite any pause; what the pause was meant to protect may be affected.',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** An operator had a parked message sent again. */
  'message-redriven': { level: 'info', metric: { kind: 'count', name: 'MessageRedriven', by: ['operate'] } },
  /** An operator had a delivery read again that had not been understood. */
  'delivery-replayed': { level: 'info', metric: { kind: 'count', name: 'DeliveryReplayed', by: ['operate'] } },
  /** An operator deleted a delivery from quarantine, unread. */
  'delivery-discarded': { level: 'info', metric: { kind: 'count', name: 'DeliveryDiscarded', by: ['operate'] } },
  /** An operator was answered 503 because of our own trouble. */
  'operate-failed': { metric: { kind: 'count', name: 'OperateFailed', by: ['operate'] } },
  'operate-refused': { level: 'info' },
  'disable-answered': { level: 'info' },
  'canary-walked': { level: 'info' },
  'letters-not-released': { level: 'warn' },
  'reconcile-not-sent': { level: 'warn' },
  /** An operator stated until when a worker whom HR does not know is sponsored, and by whom. */
  'sponsorship-stated': {
    level: 'info',
    metric: { kind: 'count', name: 'SponsorshipStated', by: ['operate'] },
    graph: 'operators',
  },
  'source-key-moved': { level: 'info' },
  'removal-asked': { level: 'info' },
  'subject-erased': { level: 'info' },
  'target-broken': { level: 'error' },
  'workers-told-apart': { level: 'info' },
} as const satisfies Readonly<Record<string, Signal>>;
