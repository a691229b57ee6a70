import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { disableCommand } from '../../../contracts/operate/control/disable.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { endNow } from '../../converge/end-now.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { remind } from '../remind.ts';
import { NOBODY, selectWorker } from '../select-worker.ts';
import { noSuch } from '../unknown-names.ts';
import { ending } from './ending.ts';
import { type Ending, stateEnded } from './state-ended.ts';
import { workerOfAccount } from './worker-of-account.ts';

type Input = InputOf<typeof disableCommand>;

/**
 * First the word, then the deed: once the override stands nothing gives access back, whatever becomes of the rest, and what could not
 * be done is done by the tick. Safe to repeat: it is one override, and acting again is how to try again.
 */
export async function disable(input: Input, asking: OperatorRequest): Promise<Answer<OutputOf<typeof disableCommand>>> {
  const { evenProtected = false, despiteSwitch = false } = input;
  const { ledger, observe } = asking.deps;
  const whom = await whomItMeans(input, asking);
  if (whom.kind !== 'done') return whom;
  const { workerKey } = whom.value;
  const { id: overrideId } = await stateEnded(whom.value, asking);
  if (evenProtected) observe.count('ProtectedOverruled');
  if (despiteSwitch) observe.count('SwitchOverruled');

  const ended = await endNow(workerKey, { evenProtected, despiteSwitch }, asking);
  const targets = await Promise.all(
    ended.map(async (one) => ending(one, await ledger.flags.modeOf(one.setup.target.name))),
  );
  for (const { target, result } of targets) observe.info('disable-answered', { target, workerKey, result });
  await remind(workerKey, asking.deps);
  return answer({ workerKey, overrideId, targets });
}

const ANOTHER = conflict('The worker who had this e-mail has another now; say worker, source, or account with target');

/** An address goes from one person to the next, and the ledger remembers the first: no worker is disabled by mistake. */
function isStillTheirs(
  email: string | undefined,
  { engagements, overrides }: Worker,
  { deps }: OperatorRequest,
): boolean {
  const { workEmail } = standingAt(engagements, overrides, deps.clock.now(), deps.policy.access);
  return email === undefined || workEmail === undefined || normaliseEmail(workEmail) === normaliseEmail(email);
}

async function whomItMeans(
  { account: id, target, reason, evenProtected = false, ...selector }: Input,
  asking: OperatorRequest,
): Promise<Answer<Ending>> {
  const { ledger, targets } = asking.deps;
  if (id === undefined || target === undefined) {
    const worker = await selectWorker(selector, ledger);
    if (!worker) return NOBODY;
    return isStillTheirs(selector.email, worker, asking) ? answer({ workerKey: worker.key, reason }) : ANOTHER;
  }
  const setup = targets.find((one) => one.target.name === target);
  if (!setup) return noSuch({ field: 'target', names: 'target' }, asking.deps);
  const holder = await workerOfAccount({ setup, id, evenProtected }, asking);
  return holder.kind === 'done' ? answer({ workerKey: holder.value, reason, account: { target, id } }) : holder;
}
