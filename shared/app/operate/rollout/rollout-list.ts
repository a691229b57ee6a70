import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { rolloutListCommand } from '../../../contracts/operate/rollout/rollout-list.ts';
import type { Rollout } from '../../../domain/rollout/rollout.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { readWaiting } from './read-waiting.ts';
import { showRollout } from './show-rollout.ts';

/** The rollout of every configured target that has one, with how many workers wait for it. */
export async function rolloutList(
  _input: object,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof rolloutListCommand>>> {
  const { deps } = request;
  const known = await Promise.all(deps.targets.map(({ target }) => deps.ledger.rollouts.read(target.name)));
  const rollouts = known.filter((one) => one !== undefined);
  const shown = await Promise.all(
    rollouts.map(async (rollout) => showRollout(rollout, deps, await countWaiting(rollout, request))),
  );
  return answer({ rollouts: shown });
}

/** Undefined for one that is over, and where there was no time to count. */
async function countWaiting(rollout: Rollout, request: OperatorRequest): Promise<number | undefined> {
  if (rollout.ended) return undefined;
  const read = await readWaiting({ target: rollout.target, rollout, hasActions: false }, request);
  return read && read.waiting.length + read.leavers.length;
}
