import * as z from 'zod/mini';

import { comparable } from '../../domain/policy/comparable.ts';
import { COHORTS, type Cohort } from '../../domain/worker/cohort.ts';
import { text } from './fields.ts';

const EXAMPLE = `must be ${COHORTS.join('=…, ')}=…, for instance department=Sales`;

/** Workers of whom HR says the same, as a person types it. */
export const cohortText = text.check(z.refine((value) => read(value) !== undefined, EXAMPLE));

/** What `cohortText` accepted, with its value in the form in which policy compares texts. Throws a `RangeError` for anything else. */
export function cohortOf(value: string): Cohort {
  const cohort = read(value);
  if (!cohort) throw new RangeError(EXAMPLE);
  return cohort;
}

/** A cohort as it is typed. */
export const cohortName = ({ by, value }: Cohort): string => `${by}=${value}`;

function read(value: string): Cohort | undefined {
  const [, word, rest = ''] = /^(\w+)=(.+)$/s.exec(value) ?? [];
  const by = COHORTS.find((one) => one === word);
  const said = comparable(rest);
  return by && said !== '' ? { by, value: said } : undefined;
}
