import type { Signal } from './signal.ts';

/** Signals of HR's events once they are on the queue. */
export const EVENT_SIGNALS = {
  /** An event was recorded, or was known, or was superseded. */
  'event-decided': { level: 'info', metric: { kind: 'count', name: 'EventDecided', by: ['provision'] } },
  /** A new source key was taken for another one of a known worker. */
  'source-key-joined': { level: 'warn', metric: { kind: 'count', name: 'SourceKeyJoined', by: ['provision'] } },
  /** An event of a kind that is recorded and that this version does not act on yet. */
  /** A message was put into the dead-letter queue, with its reason. */
  'record-parked': { level: 'warn', metric: { kind: 'count', name: 'MessageParked', by: ['provision'] } },
  'record-not-parked': { level: 'error' },
  'record-failed': { level: 'error' },
  'record-not-delayed': { level: 'warn' },
} as const satisfies Readonly<Record<string, Signal>>;
