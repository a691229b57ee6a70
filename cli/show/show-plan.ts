import type { OutputOf } from '../../shared/contracts/operate/command.ts';
import type { planCommand } from '../../shared/contracts/operate/plan.ts';
import type { Page } from './page.ts';
import { when } from './readable.ts';
import { showPlannedTarget } from './show-planned-target.ts';
import { paragraphs } from './table.ts';

export const showPlan = ({ workerKey, at, standing, targets }: OutputOf<typeof planCommand>, page: Page): string =>
  paragraphs([
    `Worker ${page.paint('bold', workerKey)} stands as ${standing} at ${when(at)}`,
    ...targets.map((target) => showPlannedTarget(target, page)),
  ]);
