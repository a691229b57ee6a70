import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { rolloutPauseCommand } from '../../../contracts/operate/rollout/rollout-pause.ts';
import { isInForce, type Rollout } from '../../../domain/rollout/rollout.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { withReceipts } from './rollout-receipts.ts';
import { showRollout } from './show-rollout.ts';

/** Pauses the rollout on a target. Safe to repeat: one that is halted already stays as it is. */
export async function rolloutPause(
  { target, reason }: InputOf<typeof rolloutPauseCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof rolloutPauseCommand>>> {
  const { deps } = request;
  const { rollouts } = deps.ledger;
  const known = await rollouts.read(target);
  if (!isInForce(known)) return none(target);
  if (known.halted) return answer({ rollouts: [showRollout(known, deps)] });
  const halted = { kind: 'paused', at: deps.clock.now(), actor: operatorName(request), reason } as const;
  const act = () =>
    rollouts.change<Rollout | undefined>(target, (current) => {
      if (!isInForce(current) || current.id !== known.id) return { answer: undefined };
      const paused = current.halted ? current : { ...current, halted };
      return { answer: paused, ...(paused !== current && { write: paused }) };
    });
  const isDone = (value: Rollout | undefined) => value !== undefined;
  const paused = await withReceipts(known, { action: 'pause-rollout', reason, act, isDone }, request);
  if (!paused) return none(target);
  deps.observe.info('rollout-paused', { target });
  return answer({ rollouts: [showRollout(paused, deps)] });
}

const none = (target: string) => conflict(`No rollout is in force on ${target}: there is nothing to pause`);
