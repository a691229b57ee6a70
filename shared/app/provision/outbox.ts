import type { Worker } from '../../domain/worker.ts';
import type { ProvisionDeps } from './deps.ts';

/** Sends what a worker's item says must be told. Safe to repeat: history takes an event once, the bus takes an id once. */
export async function sendOutbox(
  worker: Worker,
  { ledger, bus }: Pick<ProvisionDeps, 'ledger' | 'bus'>,
): Promise<void> {
  for (const entry of worker.outbox) {
    if (entry.kind === 'history') await ledger.history.append(worker.key, entry.recorded);
  }
  const events = worker.outbox.flatMap((entry) => (entry.kind === 'bus' ? [{ ...entry.event, id: entry.id }] : []));
  if (events.length > 0) await bus.publish(events);
}
