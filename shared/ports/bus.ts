import type { BusEvent } from '../domain/bus-event.ts';

/** Where others hear what happened. Publishing an id again is harmless. */
export interface Bus {
  /** Throws `RetryableError` unless all were taken. */
  publish(events: readonly (BusEvent & { readonly id: string })[]): Promise<void>;
}
