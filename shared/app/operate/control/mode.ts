import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { modeCommand } from '../../../contracts/operate/control/mode.ts';
import type { Mode } from '../../../ports/ledger/flags.ts';
import { visitAll } from '../all-workers.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { operatorName } from '../operator.ts';
import { endRollout } from '../rollout/end-rollout.ts';
import { rolloutOn } from '../rollout/show-rollout.ts';
import { makeDue } from './make-due.ts';
import { loadModeChange, type ModeChange, saveModeChange } from './mode-change.ts';

type Shown = OutputOf<typeof modeCommand>;

export async function mode(
  { target, mode: wanted, reason }: InputOf<typeof modeCommand>,
  request: OperatorRequest,
): Promise<Answer<Shown>> {
  const { ledger } = request.deps;
  if (wanted !== undefined && reason !== undefined) return set(target, { wanted, reason }, request);
  const { change } = await loadModeChange(target, ledger);
  const shownNow = shown(target, await ledger.flags.modeOf(target), { change, madeDue: 0 });
  return answer({ ...shownNow, ...(await rolloutOn(target, request.deps)) });
}

/**
 * Reason and progress are in a checkpoint before the flag is set, so that an interrupted change continues when the same command is
 * repeated.
 */
async function set(
  target: string,
  { wanted, reason }: { readonly wanted: Mode; readonly reason: string },
  request: OperatorRequest,
): Promise<Answer<Shown>> {
  const { ledger, clock, observe, policy } = request.deps;
  const { call } = request;
  const actor = operatorName(request);
  const now = clock.now();
  const before = await loadModeChange(target, ledger);
  const goesOn = before.change?.cursor !== undefined && before.change.mode === wanted;
  const change: ModeChange =
    goesOn && before.change ? before.change : { schema: 1, mode: wanted, actor, reason, at: now, cursor: '' };
  if (!(await saveModeChange(target, { change, version: before.version }, ledger)))
    return conflict('Another operator is setting this mode at the same time; check the mode, then try again');
  await endRollout(target, { at: now, actor, reason }, ledger);
  if (!goesOn || (await ledger.flags.modeOf(target)) !== wanted) {
    await ledger.flags.setMode(target, wanted, actor, now);
    observe.count('ModeSet', { target });
    observe.info('mode-set', { target, mode: wanted });
  }

  let madeDue = 0;
  const cursor = await visitAll(ledger.workers, {
    cursor: change.cursor || undefined,
    hasTime: () => clock.now() < call.deadline,
    visit: async (worker) => {
      await makeDue(worker, { workers: ledger.workers, access: policy.access, now });
      madeDue++;
    },
  });
  const { cursor: _, ...rest } = change;
  const after: ModeChange = { ...rest, ...(cursor !== undefined && { cursor }) };
  await saveModeChange(target, { change: after, version: before.version + 1 }, ledger);
  return answer(shown(target, wanted, { change: after, madeDue }));
}

function shown(
  target: string,
  mode: Mode,
  { change, madeDue }: { readonly change: ModeChange | undefined; readonly madeDue: number },
): Shown {
  const { mode: set = mode, actor = '', reason = '', at = 0, cursor } = change ?? {};
  return {
    target,
    mode,
    ...(change && { set: { mode: set, actor, reason, at: iso(at) } }),
    madeDue,
    complete: cursor === undefined,
  };
}
