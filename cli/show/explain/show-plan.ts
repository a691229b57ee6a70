import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { planCommand } from '../../../shared/contracts/operate/explain/plan.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs } from '../paper/table.ts';
import { showPlannedTarget } from './show-planned-target.ts';

export const showPlan = ({ workerKey, at, standing, targets }: OutputOf<typeof planCommand>, page: Page): string =>
  paragraphs([
    `Worker ${page.paint('bold', workerKey)} is ${standing} at ${when(at)}`,
    ...targets.map((target) => showPlannedTarget(target, page)),
  ]);
