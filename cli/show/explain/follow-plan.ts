import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { planCommand } from '../../../shared/contracts/operate/explain/plan.ts';
import type { PlannedAll } from '../../../shared/contracts/operate/explain/planned.ts';
import { followReport } from '../../operate/follow/follow-report.ts';
import type { Follow } from '../../operate/presentation.ts';

type Input = InputOf<typeof planCommand>;

const report = followReport<Input, PlannedAll['rows'][number], PlannedAll>();

/** From cursor to cursor for all workers; for one there is nothing to follow. */
export const followPlan: Follow<Input, OutputOf<typeof planCommand>> = {
  next: (input, answer) => ('rows' in answer ? report.next(input, answer) : undefined),
  add: (before, answer) => ('rows' in before && 'rows' in answer ? report.add(before, answer) : answer),
  progress: (answer) => ('rows' in answer ? report.progress(answer) : 'planned'),
};
