import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { rolloutListCommand } from '../../../shared/contracts/operate/rollout/rollout-list.ts';
import type { rolloutStartCommand } from '../../../shared/contracts/operate/rollout/rollout-start.ts';
import type { ShownRollout } from '../../../shared/contracts/operate/rollout/shown-rollout.ts';
import type { Page } from '../paper/page.ts';
import { count, when } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';

type Rollouts = OutputOf<typeof rolloutListCommand>;

export function showRollouts({ rollouts }: Rollouts, page: Page): string {
  if (rollouts.length === 0) return 'No target has a rollout';
  const rows = rollouts.map(({ target, by, wave, waves, admitted, today, perDay, waiting, state, ...rest }) => [
    target,
    state,
    `${wave} of ${waves}`,
    by,
    admitted,
    waiting,
    `${today.admitted} of ${perDay}, ${today.failed} failing`,
    when((rest.ended ?? rest.paused ?? rest.stopped)?.at ?? rest.since),
    (rest.ended ?? rest.paused ?? rest).actor,
    rest.stopped && state === 'stopped' ? whyStopped(rest.stopped) : (rest.ended ?? rest.paused ?? rest).reason,
  ]);
  const head = ['target', 'state', 'wave', 'by', 'admitted', 'waiting', 'today', 'since', 'operator', 'reason'];
  return paragraphs([
    table(head, rows, page),
    rollouts
      .filter(({ state }) => state === 'complete')
      .map(({ target }) => page.paint('green', `No worker waits on ${target} any more: set the mode enforce`)),
  ]);
}

export function showRolloutStart({ rollout, madeDue }: OutputOf<typeof rolloutStartCommand>, page: Page): string {
  return [showRollouts({ rollouts: [rollout] }, page), `${count(madeDue, 'worker')} made due by this call`].join(
    '\n\n',
  );
}

const whyStopped = ({ failed, admitted }: NonNullable<ShownRollout['stopped']>): string =>
  `${failed} of ${admitted} workers of one day failed`;
