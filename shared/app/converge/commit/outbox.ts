import { isLeaverHeld } from '../../../domain/worker/hold.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';

/**
 * Sends what a worker's outbox holds. Safe to repeat: history takes an event once, the bus takes an id once, a hold is opened
 * and closed once, and what was left of an account stands by the greatest version.
 */
export async function sendOutbox(
  worker: Worker,
  deps: Pick<ProvisionDeps, 'ledger' | 'bus' | 'notice'>,
): Promise<void> {
  const { ledger, bus } = deps;
  for (const entry of worker.outbox) {
    if (entry.kind === 'history') await ledger.history.append(worker.key, entry.recorded);
    if (entry.kind === 'left') await ledger.left.write(entry.target, entry.changes);
  }
  await turnHolds(worker, deps);
  const events = worker.outbox.flatMap((entry) => (entry.kind === 'bus' ? [{ ...entry.event, id: entry.id }] : []));
  for (const { type, workerKey = '', detail } of events)
    if (type === 'SponsorshipEnds') deps.notice('sponsorship-ends', { workerKey, days: Number(detail?.['days']) });
  if (events.length > 0) await bus.publish(events);
}

/** Opens and closes the holds that a worker's item says have come and gone, and reports those that are new. Safe to repeat. */
export async function turnHolds(
  { key: workerKey, outbox }: Pick<Worker, 'key' | 'outbox'>,
  { ledger: { holds }, notice }: Pick<ProvisionDeps, 'ledger' | 'notice'>,
): Promise<void> {
  for (const entry of outbox) {
    if (entry.kind === 'hold-closed') await holds.close(entry.opening, entry.closed);
    if (entry.kind !== 'hold' || (await holds.open(entry.hold)) === 'stands') continue;
    const { id: holdId, target, kind } = entry.hold;
    if (kind === 'left-behind') {
      // a metric under the name of a target that is not configured is one that no alarm watches
      notice('leaver-left-behind', { system: target, workerKey, holdId }, 'error');
      continue;
    }
    notice('hold-opened', { target, workerKey, holdId, kind });
    if (isLeaverHeld(entry.hold)) notice('leaver-held', { target, workerKey, holdId, kind });
  }
}
