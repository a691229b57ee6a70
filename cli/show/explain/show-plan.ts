import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { planCommand } from '../../../shared/contracts/operate/explain/plan.ts';
import type { PlannedAll } from '../../../shared/contracts/operate/explain/planned.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs } from '../paper/table.ts';
import { showPlanAll } from './show-plan-all.ts';
import { showPlannedTarget } from './show-planned-target.ts';

type Planned = OutputOf<typeof planCommand>;

export const showPlan = (answer: Planned, page: Page): string =>
  'rows' in answer ? showPlanAll(answer, page) : showOne(answer, page);

const showOne = ({ workerKey, at, standing, targets }: Exclude<Planned, PlannedAll>, page: Page): string =>
  paragraphs([
    `Worker ${page.paint('bold', workerKey)} is ${standing} at ${when(at)}`,
    ...targets.map((target) => showPlannedTarget(target, page)),
  ]);
