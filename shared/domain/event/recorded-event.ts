import type { LifecycleEvent } from './lifecycle-event.ts';

/** An event as a worker's history keeps it. */
export interface RecordedEvent {
  readonly event: LifecycleEvent;
  readonly fate: 'recorded' | 'superseded';
  /** Epoch ms. */
  readonly recordedAt: number;
  /** Digest of the delivery that brought it first; absent for one that came by no delivery. */
  readonly delivery?: string;
}
