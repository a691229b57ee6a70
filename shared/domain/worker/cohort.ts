import { connectionOf } from '../event/source-key.ts';
import { comparable } from '../policy/comparable.ts';
import type { Standing } from './standing.ts';

/** By what workers are counted together, beside the whole target. */
export const COHORTS = ['department', 'location', 'connection'] as const;
export type CohortKind = (typeof COHORTS)[number];

/** Workers of whom HR says the same; the value is in the form in which policy compares texts. */
export interface Cohort {
  readonly by: CohortKind;
  readonly value: string;
}

/** The cohorts a worker is in at an instant, one for each value of each engagement; none for what HR has not said. */
export function cohortsOf({ engagements }: Pick<Standing, 'engagements'>): readonly Cohort[] {
  const all = engagements.flatMap(({ sourceKey, attributes: { department, location } }): readonly Cohort[] => [
    ...said('department', department),
    ...said('location', location),
    { by: 'connection', value: connectionOf(sourceKey) },
  ]);
  return all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);
}

const isSame = (a: Cohort, b: Cohort): boolean => a.by === b.by && a.value === b.value;

function said(by: CohortKind, text: string | null | undefined): readonly Cohort[] {
  const value = comparable(text ?? '');
  return value === '' ? [] : [{ by, value }];
}
