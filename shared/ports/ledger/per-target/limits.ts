import type { Full, Window } from '../../../domain/plan/windows.ts';
import type { Cohort } from '../../../domain/worker/cohort.ts';

/** How many workers a target's rolling windows have taken in, counted in slots of five minutes, one item a target, kind and cohort. */
export interface Limits {
  /**
   * Takes a place for a worker in every counter, or in none. A worker who has a place keeps it: it moves to now, and counts once. The place
   * stands in an item of the worker's own, whatever becomes of this process; one that is not used lapses with the window.
   */
  reserve(place: Place): Promise<Reserved>;
  /** What `reserve` would answer now; takes nothing. */
  ask(place: Place): Promise<Reserved>;
  /** When so many more workers may have a place (epoch ms); `now` where there is room. Takes nothing. */
  roomFor(place: Omit<Place, 'workerKey'>, more: number): Promise<number>;
  /** How many distinct workers have a place since an instant (epoch ms, to five minutes): on the target, or in one cohort. */
  count(target: string, kind: string, since: number, cohort?: Cohort): Promise<number>;
}

export interface Place {
  readonly target: string;
  readonly kind: string;
  readonly workerKey: string;
  /** Epoch ms. */
  readonly now: number;
  /** The whole target first; a limit of infinity only counts. */
  readonly counters: readonly Counter[];
}

export interface Counter {
  /** Absent for the whole target. */
  readonly cohort?: Cohort;
  readonly windows: readonly Window[];
}

export type Reserved = { readonly kind: 'reserved' } | (Full & { readonly cohort?: Cohort });
