import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { rolloutStartCommand } from '../../../contracts/operate/rollout/rollout-start.ts';
import { waveOf } from '../../../domain/rollout/place.ts';
import { isInForce, type Rollout } from '../../../domain/rollout/rollout.ts';
import { forgiven } from '../../../domain/rollout/schedule.ts';
import { someAtOnce } from '../../some-at-once.ts';
import { makeDue } from '../control/make-due.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { operatorName, ownWorker } from '../operator.ts';
import { makePlan, type Planned } from './make-plan.ts';
import { withReceipts } from './rollout-receipts.ts';
import { settingsOf } from './rollout-settings.ts';
import { showRollout } from './show-rollout.ts';

/**
 * Starts a rollout, or resumes one that is halted with a plan for those who wait still, and makes the first wave and the leavers due. Whom
 * the time of this call does not reach has a look of their own within the hour.
 */
export async function rolloutStart(
  { reason, ...input }: InputOf<typeof rolloutStartCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof rolloutStartCommand>>> {
  const { deps } = request;
  const { target } = input;
  const asked = await settingsOf(input, deps);
  if (asked.kind === 'refused') return asked;
  const { settings, before } = asked.value;
  if (before && !before.halted) return running(target);
  const planned = await makePlan(target, { settings, before, hasActions: false }, request);
  if (planned.kind === 'refused') return planned;
  const { cohorts, scheduledAt, waves } = planned.value;
  const now = deps.clock.now();
  const except = await ownWorker(request);
  const { except: _, ...earlier } = before ?? {};
  const fresh: Rollout = {
    id: `rol_${deps.random.uuid()}`,
    startedAt: now,
    days: [],
    admitted: 0,
    ...earlier,
    ...settings,
    target,
    cohorts,
    scheduledAt,
    waves,
    actor: operatorName(request),
    reason,
    ...(except !== undefined && { except }),
  };
  const act = () =>
    deps.ledger.rollouts.change<Rollout | undefined>(target, (current) => {
      const known = isInForce(current) ? current : undefined;
      if (known?.id !== before?.id || (known && !known.halted)) return { answer: undefined };
      const { halted: _, ...rest } = fresh;
      const { days, admitted } = known ?? fresh;
      const started: Rollout = { ...rest, days: forgiven(days), admitted };
      return { write: started, answer: started };
    });
  const action = before ? 'resume-rollout' : 'start-rollout';
  const isDone = (value: Rollout | undefined) => value !== undefined;
  const started = await withReceipts(fresh, { action, reason, act, isDone }, request);
  if (!started) return running(target);
  deps.observe.count('RolloutStarted', { target });
  deps.observe.info('rollout-started', { target, perDay: settings.perDay, waves: waves.length });
  return answer({ rollout: showRollout(started, deps), madeDue: await firstDue(planned.value, request) });
}

const running = (target: string) =>
  conflict(`The rollout on ${target} is running: pause it first, to change how it goes`);

const AT_ONCE = 20;

/** Makes those due who may be written now; answers how many there was time for. */
async function firstDue(planned: Planned, { deps, call }: OperatorRequest): Promise<number> {
  const { ledger, clock, policy } = deps;
  const first = planned.read.waiting.filter((one) => waveOf(planned, planned.placeOf(one)) === 0);
  const keys = [...planned.read.leavers, ...first.map(({ worker }) => worker.key)];
  const now = clock.now();
  let madeDue = 0;
  for (let index = 0; index < keys.length && clock.now() < call.deadline; index += AT_ONCE) {
    const some = await Promise.all(keys.slice(index, index + AT_ONCE).map((key) => ledger.workers.load(key)));
    const there = some.filter((worker) => worker !== undefined);
    await someAtOnce(there, (worker) => makeDue(worker, { workers: ledger.workers, access: policy.access, now }));
    madeDue += there.length;
  }
  return madeDue;
}
