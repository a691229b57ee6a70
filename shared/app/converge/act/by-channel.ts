import type { Outcome, Wait } from '../../../domain/outcome.ts';
import type { Action } from '../../../domain/plan/action.ts';
import { closedUntil, closeGate, gateName } from '../../quota/gate.ts';
import { advance, type Run } from '../run.ts';
import type { Applying } from './applying.ts';
import { isOnlyByChannel, postponed, refusedWithout } from './postponed.ts';

export interface ClosedWait extends Wait {
  /** Epoch ms. */
  readonly retryAt: number;
}

/**
 * Why the channel of the target that carries a step cannot be asked now; undefined where it can, and where the step goes by the target's own
 * interface. The request that tries a closed channel is a read, so that a worker's chain does not grow by each trial.
 */
export async function channelClosed(
  kind: Action['kind'],
  { setup: { target }, deps, call }: Applying,
): Promise<ClosedWait | undefined> {
  const { channel } = target;
  if (!channel?.carries.includes(kind) || call.insists) return undefined;
  const name = gateName(target.name, channel.name);
  if (!(await deps.ledger.gates.read(name))) return undefined;
  const closed = await closedUntil(name, deps, kind === 'disable');
  if (closed) return closedWait(channel.name, closed);
  const askedAt = deps.clock.now();
  const tried = await channel.proof(call);
  if (tried.kind === 'done') {
    await deps.ledger.gates.open(name, askedAt);
    return undefined;
  }
  const at = await closeGate(target.name, tried, deps);
  return closedWait(channel.name, { at, because: tried.because });
}

/** The gate is closed already, so this concerns one kind of step and closes nothing. */
const closedWait = (
  channel: string,
  { at, because }: { readonly at: number; readonly because: string },
): ClosedWait => ({
  kind: 'wait',
  cause: 'paced',
  because,
  retryAt: at,
  channel,
});

/**
 * Ends a sign-in by the target's own interface where its channel cannot be asked until `at` (epoch ms). What that refuses waits for the
 * channel, and is remembered for a day: until then only an operator's disable asks both again.
 */
export async function disableWithout(
  run: Run,
  { accountId, wait, at }: { readonly accountId: string; readonly wait: Wait; readonly at: number },
  applying: Applying,
): Promise<Outcome<void>> {
  const { setup, call } = applying;
  if (isOnlyByChannel(run) && !call.insists) {
    advance(run, postponed(wait, at));
    return wait;
  }
  const outcome = await setup.target.channel?.disableWithout(accountId, call);
  if (outcome?.kind === 'refused') advance(run, refusedWithout(run, { because: outcome.because, wait, at }, applying));
  return outcome === undefined || outcome.kind === 'refused' ? wait : outcome;
}
