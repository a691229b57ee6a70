import type { Cohort } from '../../shared/domain/worker/cohort.ts';
import type { Place } from '../../shared/ports/ledger/per-target/limits.ts';

interface Asked extends Partial<Omit<Place, 'counters'>> {
  readonly max?: number;
  readonly windowMs?: number;
  /** Each with its own limit, in the same window. */
  readonly cohorts?: readonly { readonly cohort: Cohort; readonly max: number }[];
}

/** A place in one window, of two leavers an hour unless said otherwise. */
export const placeOf = (
  workerKey: string,
  { max = 2, windowMs = 3_600_000, cohorts = [], now = 0, target = 'atlan-prod', kind = 'leavers' }: Asked = {},
): Place => ({
  target,
  kind,
  workerKey,
  now,
  counters: [
    { windows: [{ ms: windowMs, max }] },
    ...cohorts.map(({ cohort, max: most }) => ({ cohort, windows: [{ ms: windowMs, max: most }] })),
  ],
});
