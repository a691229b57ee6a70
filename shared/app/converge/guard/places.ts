import { type CountedKind, windowsOf } from '../../../domain/plan/guard.ts';
import { COHORTS, type Cohort, cohortsOf } from '../../../domain/worker/cohort.ts';
import type { Counter, Place } from '../../../ports/ledger/per-target/limits.ts';
import { managedCount } from '../../quota/managed-count.ts';
import type { Guarded } from './guarded.ts';

/** The place that a run asks for in the windows of one kind: on the target, and in each cohort that may use only a part of the limit. */
export async function placeFor({ run, setup, deps }: Guarded, kind: CountedKind): Promise<Place> {
  const target = setup.target.name;
  const { limits } = setup.settings;
  const count = await deps.ledger.checkpoints.load(managedCount(target));
  const windows = (share: number) =>
    windowsOf(kind, limits[kind], {
      windowMs: limits.windowMinutes * 60_000,
      managed: Number(count?.value ?? 0),
      share,
    });
  const narrower = COHORTS.filter((by) => limits.cohorts[by] < 100);
  const cohorts = cohortsOf(run.standing).filter(({ by }) => narrower.includes(by));
  return {
    target,
    kind,
    workerKey: run.worker.key,
    now: deps.clock.now(),
    counters: [
      { windows: windows(100) },
      ...cohorts.map((cohort): Counter => ({ cohort, windows: windows(limits.cohorts[cohort.by]) })),
    ],
  };
}

/** The same place, held by no limit: it is counted only. */
export const onlyCounted = (place: Place): Place => ({
  ...place,
  counters: place.counters.map(({ windows, ...counter }) => ({
    ...counter,
    windows: windows.map(({ ms }) => ({ ms, max: Number.POSITIVE_INFINITY })),
  })),
});

/** The stretch of time of a window, for a person. */
export function inWords(ms: number): string {
  const minutes = ms / 60_000;
  return minutes % 60 === 0 && minutes > 60 ? `${minutes / 60} hours` : `${minutes} minutes`;
}

/** Whose limit it is, for a person: nothing of what HR says is quoted. */
export const whoseLimit = (cohort: Cohort | undefined): string => (cohort ? ` of one ${cohort.by}` : '');
