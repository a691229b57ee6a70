import type { BusEvent } from '../domain/bus-event.ts';

/** Where other systems learn what happened. Publishing an id again does no harm. */
export interface Bus {
  /** Throws `RetryableError` unless all were taken. */
  publish(events: readonly (BusEvent & { readonly id: string })[]): Promise<void>;
}
