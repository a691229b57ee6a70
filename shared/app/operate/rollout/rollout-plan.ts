import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { rolloutPlanCommand } from '../../../contracts/operate/rollout/rollout-plan.ts';
import { DAY_MS } from '../../../domain/plan/windows.ts';
import { waveOf } from '../../../domain/rollout/place.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { actionCounter } from '../report/action-counts.ts';
import { dueWorkers } from '../status/due-workers.ts';
import { stillComing } from '../status/still-coming.ts';
import { makePlan, type Planned } from './make-plan.ts';
import type { Waiting } from './read-waiting.ts';
import { settingsOf } from './rollout-settings.ts';

type Shown = OutputOf<typeof rolloutPlanCommand>;

const SHOWN = 30;

/** Shows the waves that `rollout start` would begin now with the same settings. */
export async function rolloutPlan(
  input: InputOf<typeof rolloutPlanCommand>,
  request: OperatorRequest,
): Promise<Answer<Shown>> {
  const { target } = input;
  const { deps } = request;
  const asked = await settingsOf(input, deps);
  if (asked.kind === 'refused') return asked;
  const planned = await makePlan(target, { ...asked.value, hasActions: true }, request);
  if (planned.kind === 'refused') return planned;
  const { waves, read } = planned.value;
  const comingIn = await stillComing(await dueWorkers(deps, deps.clock.now()), deps);
  return answer({
    target,
    mode: await deps.ledger.flags.modeOf(target),
    ...asked.value.settings,
    workers: read.waiting.length,
    waveCount: waves.length,
    leavers: read.leavers.length,
    waves: wavesShown(planned.value),
    ...(comingIn && { coming: comingIn }),
  });
}

function wavesShown(planned: Planned): Shown['waves'] {
  const { read, scheduledAt, waves } = planned;
  const byWave = Map.groupBy(read.waiting, (one) => waveOf(planned, planned.placeOf(one)));
  return waves.slice(0, SHOWN).map((_, wave) => {
    const members = byWave.get(wave) ?? [];
    const counter = actionCounter();
    for (const { actions } of members) counter.add(actions);
    return {
      wave: wave + 1,
      from: iso(scheduledAt + wave * DAY_MS),
      workers: members.length,
      cohorts: cohortsIn(members, planned),
      actions: counter.all(),
    };
  });
}

function cohortsIn(members: readonly Waiting[], { cohorts, placeOf }: Planned): Shown['waves'][number]['cohorts'] {
  const byCohort = Map.groupBy(members, (one) => placeOf(one)[0]);
  return [...byCohort]
    .sort(([a], [b]) => a - b)
    .map(([position, { length: workers }]) => {
      const cohort = cohorts[position];
      return { ...(cohort !== undefined && { cohort }), workers };
    });
}
