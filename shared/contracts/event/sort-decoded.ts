import type { LifecycleEvent, Rejected } from '../../domain/event/lifecycle-event.ts';
import type { DecodedEvent } from './lifecycle-event.ts';

export interface SortedEvents {
  readonly events: readonly LifecycleEvent[];
  /** What was not usable of these events and was left out. */
  readonly rejected: readonly (Rejected & { readonly eventId: string })[];
  /** Why each event of an unknown kind or phase is one. */
  readonly unknown: readonly string[];
  readonly unintelligible: readonly string[];
}

/** The events of one delivery by what they turned out to be, in their order. */
export const sortDecoded = (decoded: readonly DecodedEvent[]): SortedEvents => ({
  events: decoded.flatMap((one) => (one.kind === 'event' ? [one.event] : [])),
  rejected: decoded.flatMap((one) =>
    one.kind === 'event' ? one.rejected.map((rejected) => ({ eventId: one.event.id, ...rejected })) : [],
  ),
  unknown: decoded.flatMap((one) => (one.kind === 'unknown-kind' || one.kind === 'unknown-phase' ? [one.because] : [])),
  unintelligible: decoded.flatMap((one) => (one.kind === 'unintelligible' ? [one.because] : [])),
});
