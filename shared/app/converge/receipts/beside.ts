import { endingDaysLate } from '../../../domain/lateness/late-ending.ts';
import type { Run } from '../run.ts';
import type { Beside } from './entry.ts';

/** What is known beside a run's steps at an instant (epoch ms). */
export const besideOf = ({ groupNames, standing, intent, expected }: Run, now: number): Beside => ({
  groupNames,
  lateDays: intent.kind === 'end' ? endingDaysLate(standing, now) : 0,
  expected,
});
