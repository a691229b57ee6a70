import type { InputOf } from '../../../contracts/operate/command.ts';
import type { rolloutPlanCommand } from '../../../contracts/operate/rollout/rollout-plan.ts';
import { isInForce, type Rollout } from '../../../domain/rollout/rollout.ts';
import { type Answer, answer, conflict, type OperateDeps } from '../deps.ts';

export type Settings = Pick<Rollout, 'by' | 'perDay' | 'stopAt'>;

const STOP_AT = 5;

/** How a rollout on a target is to go: as it is asked for, else as the rollout that there is. Refused where there is nothing to roll out. */
export async function settingsOf(
  { target, by, perDay, stopAt }: InputOf<typeof rolloutPlanCommand>,
  { ledger }: Pick<OperateDeps, 'ledger'>,
): Promise<Answer<{ readonly settings: Settings; readonly before?: Rollout }>> {
  if ((await ledger.flags.modeOf(target)) === 'enforce')
    return conflict(
      `${target} is in the mode enforce: everything is written already, and there is nothing to roll out`,
    );
  const known = await ledger.rollouts.read(target);
  const before = isInForce(known) ? known : undefined;
  const many = perDay === undefined ? before?.perDay : Number(perDay);
  if (many === undefined) return conflict(`${target} has no rollout yet: say --per-day, and --by if you like`);
  const settings: Settings = {
    by: by ?? before?.by ?? 'none',
    perDay: many,
    stopAt: stopAt === undefined ? (before?.stopAt ?? STOP_AT) : Number.parseInt(stopAt, 10),
  };
  return answer({ settings, ...(before && { before }) });
}
