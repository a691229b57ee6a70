export const METRIC_NAMESPACE = 'AtlanLifecycle';

/** Every metric of ours. Alarms and dashboards take the names from here too. */
export type Metric =
  /** An authentic delivery whose events are all on the queue. */
  | 'DeliveryAccepted'
  /** An authentic delivery whose events were on the queue already. */
  | 'DeliveryRepeated'
  /** An authentic delivery with something in it that could not be understood; it was kept. */
  | 'DeliveryQuarantined'
  /** A delivery with an event of a kind or phase that this version does not know; it was kept, nobody acted on it. */
  | 'EventUnknown'
  /** A delivery that failed verification; its sender may give up on it. */
  | 'DeliveryUnauthentic'
  /** A delivery answered 503 because of our own trouble; its sender should send it again. */
  | 'DeliveryFailed';
