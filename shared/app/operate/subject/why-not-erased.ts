import { type AccessDates, accessAt } from '../../../domain/worker/access-standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { targetsWithOpenIntents } from '../../converge/ledger-on-chain.ts';
import type { OperateDeps } from '../deps.ts';

/** Why nothing of a worker may be erased now, as far as the worker's own item says it: a sentence that says what to do. */
export function whyNotErased(
  worker: Worker,
  {
    configured,
    access,
    now,
  }: { readonly configured: readonly string[]; readonly access: AccessDates; readonly now: number },
): string | undefined {
  const { targets, outbox } = worker;
  const { kind, changesAt, questions } = accessAt(worker, now, access);
  if (kind === 'active' || kind === 'expected' || kind === 'presumed')
    return 'The worker works here, or is about to, by what HR says or an operator states: only a worker who has left can be erased';
  if (changesAt !== undefined || questions)
    return 'HR’s word on this worker changes later, or is not clear: have HR say that the worker has left, then try again';
  for (const target of new Set([...configured, ...Object.keys(targets)])) {
    const record = targets[target];
    const isOver = record ? record.overAt !== undefined && !record.pendingDisable : kind === 'none';
    if (!isOver)
      return `Access has not ended on ${target}, or was not looked at since: see explain, and try again then`;
  }
  return outbox.length > 0 ? 'Something about this worker is still to be sent: try again in a few minutes' : undefined;
}

/** The same, as far as other items say it. */
export async function whyNotErasedYet(
  worker: Worker,
  deps: Pick<OperateDeps, 'ledger' | 'clock'>,
): Promise<string | undefined> {
  for (const [target, { holdId }] of Object.entries(worker.targets)) {
    const hold = holdId === undefined ? undefined : await deps.ledger.holds.get(holdId);
    if (hold && !hold.decision && !hold.closed) return `The hold ${hold.id} on ${target} is open: decide it first`;
  }
  const [open] = await targetsWithOpenIntents(worker, Object.keys(worker.targets), deps);
  return open === undefined
    ? undefined
    : `It is not known yet what became of an action on ${open}: the next look closes it, within a day`;
}
