import type { Signal } from './signal.ts';

/** Signals of HR's deliveries. */
export const INGEST_SIGNALS = {
  /** An authentic delivery whose events are all on the queue. */
  'delivery-accepted': {
    level: 'info',
    metric: { kind: 'count', name: 'DeliveryAccepted', by: ['ingest'] },
    graph: 'deliveries',
  },
  /** An authentic delivery whose events were on the queue already. */
  'delivery-repeated': {
    level: 'info',
    metric: { kind: 'count', name: 'DeliveryRepeated', by: ['ingest'] },
    graph: 'deliveries',
  },
  /** An authentic delivery with something in it that could not be understood; it was kept. */
  'delivery-quarantined': {
    level: 'error',
    metric: { kind: 'count', name: 'DeliveryQuarantined', by: ['ingest'], per: ['connection'] },
    graph: 'deliveries',
    alarm: {
      severity: 'page',
      title: 'A delivery was not understood',
      impact:
        'HR sent something that this system cannot act on; it is kept for 14 days, or as many as the configuration says, and the worker it names may wait.',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** Something else came under the id of an event that was there before; it was taken as an event of its own. */
  'delivery-id-reused': {
    level: 'error',
    metric: { kind: 'count', name: 'DeliveryIdReused', by: ['ingest', 'provision', 'operate'], per: ['connection'] },
    graph: 'deliveries',
    alarm: {
      severity: 'ticket',
      title: 'Two events came with the same id',
      impact:
        'Both events were accepted, but HR’s system reuses ids: when it corrects an event by its id, the wrong event may be corrected.',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A delivery with an event of a kind or phase that this version does not know; it was kept, and is not acted on. */
  'event-unknown': { metric: { kind: 'count', name: 'EventUnknown', by: ['ingest'], per: ['connection'] } },
  /** Something of an event that was taken was not usable and was left out. */
  'attribute-rejected': {
    level: 'warn',
    metric: { kind: 'count', name: 'AttributeRejected', by: ['ingest', 'operate'], per: ['connection', 'attribute'] },
    graph: 'deliveries',
  },
  /** A delivery that failed verification; its sender may give up on it. */
  'delivery-unauthentic': {
    level: 'warn',
    metric: { kind: 'count', name: 'DeliveryUnauthentic', by: ['ingest'], per: ['connection'] },
    graph: 'deliveries',
    alarm: {
      severity: 'page',
      title: 'Deliveries fail verification',
      impact:
        'If HR sends them, none of its events arrive; if a stranger sends them, the stranger is trying to get in.',
      each: 'connection',
      // anyone may call the hooks: one call does not set off the alarm, a sender that tries again does
      period: 15,
      periods: 1,
      rings: { atLeast: 3 },
    },
  },
  /** A delivery to a connection that is not configured; it was answered 404. */
  'connection-unknown': {
    level: 'warn',
    metric: { kind: 'count', name: 'ConnectionUnknown', by: ['ingest'] },
    graph: 'deliveries',
    alarm: {
      severity: 'ticket',
      title: 'Deliveries go to an unknown connection',
      impact: 'If HR sends them, none of its events arrive: the address ends in a name that is not configured.',
      period: 15,
      periods: 1,
      rings: { atLeast: 3 },
    },
  },
  /** A delivery larger than is read; it was answered 413. */
  'delivery-too-large': {
    level: 'warn',
    metric: { kind: 'count', name: 'DeliveryTooLarge', by: ['ingest'] },
    graph: 'deliveries',
    alarm: {
      severity: 'page',
      title: 'A delivery was too large to be accepted',
      impact: 'HR sent a delivery of more than 256 KiB, and none of it was read: the workers in it may wait.',
      period: 5,
      periods: 1,
      rings: { atLeast: 1 },
    },
  },
  /** A delivery answered 503 because of our own trouble; its sender should send it again. */
  'delivery-failed': {
    level: 'error',
    metric: { kind: 'count', name: 'DeliveryFailed', by: ['ingest'] },
    graph: 'deliveries',
    alarm: {
      severity: 'page',
      title: 'HR’s deliveries cannot be accepted',
      impact:
        'HR was told to send again later because of a fault here; if HR’s system gives up, this system never gets the events.',
      period: 1,
      periods: 2,
      rings: { atLeast: 1 },
    },
  },
  'delivery-not-marked': { level: 'warn' },
  /** It was not written down that a connection sends. */
  'heard-not-noted': { level: 'warn' },
} as const satisfies Readonly<Record<string, Signal>>;
