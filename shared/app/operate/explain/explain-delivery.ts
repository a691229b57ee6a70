import type { ExplainedDelivery } from '../../../contracts/operate/explain/explanation.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { visitAll } from '../all-workers.ts';
import type { OperatorRequest } from '../deps.ts';
import { eventsOf } from './explain-events.ts';

type Told = ExplainedDelivery['events'][number];

const LETTERS = 1_000;

/**
 * What a delivery became. Nothing leads from an event to its worker but the workers themselves, so they are looked through as long
 * as there is time: who is not found by then is `unknown`.
 */
export async function explainDelivery(
  digest: string,
  { deps, call }: Pick<OperatorRequest, 'deps' | 'call'>,
): Promise<ExplainedDelivery | undefined> {
  const { ledger, clock } = deps;
  const kept = await ledger.quarantine.get(digest);
  const eventIds = await ledger.deliveries.eventsOf(digest);
  if (!kept && !eventIds) return undefined;

  const found = new Map<string, Told>();
  const open = new Set(eventIds);
  const letters = (await ledger.deadLetters.listAll(LETTERS)).filter(({ redriven }) => redriven === undefined);
  const dead = new Set(letters.flatMap(({ eventId }) => eventId ?? []));
  const visit = async (worker: Worker) => {
    const knows = (id: string) =>
      worker.recentEvents.includes(id) ||
      Object.values(worker.engagements).some(({ facts }) => facts.some((fact) => fact.id === id));
    if (![...open].some(knows)) return;
    for (const { event, fate } of await eventsOf(worker, ledger)) {
      if (open.delete(event.id)) found.set(event.id, { eventId: event.id, fate, workerKey: worker.key });
    }
  };
  const hasTime = () => open.size > 0 && clock.now() < call.deadline;
  if (open.size > 0) await visitAll(ledger.workers, { cursor: undefined, hasTime, visit });

  return {
    digest,
    ...(kept && { quarantined: kept.because }),
    events: (eventIds ?? []).map(
      // facts that were written decide: only an event without them can be dead
      (eventId) => found.get(eventId) ?? { eventId, fate: dead.has(eventId) ? 'dead-lettered' : 'unknown' },
    ),
  };
}
