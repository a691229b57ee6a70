import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { rolloutPlanCommand } from '../../../shared/contracts/operate/rollout/rollout-plan.ts';
import type { Page } from '../paper/page.ts';
import { count, when } from '../paper/readable.ts';
import { paragraphs, section } from '../paper/table.ts';
import { comingLine } from '../status/coming.ts';

type Plan = OutputOf<typeof rolloutPlanCommand>;

export function showRolloutPlan(plan: Plan, page: Page): string {
  const { target, mode, by, perDay, stopAt, workers, waveCount, leavers, waves, coming } = plan;
  return paragraphs([
    `${page.paint('bold', target)} (${mode}): ${count(workers, 'worker')} in ${count(waveCount, 'wave')}, ${perDay} a day; it stops above ${stopAt}% failures in a day`,
    leavers > 0 ? [`${count(leavers, 'leaver')} with a managed account: ended at once, whatever their wave`] : [],
    section(
      'Waves',
      {
        head: ['wave', 'from', 'workers', ...(by === 'none' ? [] : [by])],
        rows: waves.map(({ wave, from, workers: many, cohorts }) => [
          wave,
          when(from),
          many,
          ...(by === 'none' ? [] : [cohorts.map((one) => `${one.cohort ?? 'others'} ${one.workers}`).join(', ')]),
        ]),
      },
      page,
    ),
    section(
      'What would be done',
      {
        head: ['wave', 'count', 'action', 'rule', 'role or groups'],
        rows: waves.flatMap(({ wave, actions }) =>
          actions.map(({ count: times, action, rule, roles = [], groups = [] }) => [
            wave,
            times,
            action,
            rule,
            [...roles, ...groups].join(', ') || undefined,
          ]),
        ),
      },
      page,
    ),
    waveCount > waves.length ? [`${count(waveCount - waves.length, 'wave')} more, not shown`] : [],
    coming === undefined ? [] : [page.paint('yellow', `${comingLine(coming)}. The counts are incomplete`)],
  ]);
}
