import type { Signal } from './signal.ts';

/** Signals of the replacement of the token for a target. */
export const ROTATE_SIGNALS = {
  /** The token for a target was replaced. */
  'token-rotated': { level: 'info', metric: { kind: 'count', name: 'TokenRotated', by: ['rotate'], per: ['target'] } },
  /** A step of replacing the token for a target failed; the one there was stays. */
  'rotation-failed': {
    level: 'error',
    metric: { kind: 'count', name: 'RotationFailed', by: ['rotate'], per: ['target'] },
    alarm: {
      severity: 'ticket',
      title: 'The token for a target was not replaced',
      impact: 'The old token still works, but only until it expires; then no access to this target changes any more.',
      each: 'target',
      period: 60,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  'rotation-rehearsed': { level: 'info' },
  /** A rotation came to a secret in which nothing has to be replaced. */
  'rotation-not-needed': { level: 'info' },
  'token-minted': { level: 'info' },
  'token-removed': { level: 'info' },
} as const satisfies Readonly<Record<string, Signal>>;
