import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { explainCommand } from '../../../contracts/operate/explain/explain.ts';
import type { Explanation } from '../../../contracts/operate/explain/explanation.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { previewEvent } from '../rehearsal/preview-event.ts';
import { NOBODY, selectWorker } from '../select-worker.ts';
import { noSuch } from '../unknown-names.ts';
import { explainDelivery } from './explain-delivery.ts';
import { explainWorker } from './explain-worker.ts';
import { previewStory, storyOf } from './story.ts';

type Explained = OutputOf<typeof explainCommand>;

/**
 * Everything the ledger knows of one worker, or of one delivery and the workers it concerns; or how an event would be understood. Asks
 * no target.
 */
export async function explain(
  { delivery: digest, event, ...whom }: InputOf<typeof explainCommand>,
  { deps, call }: OperatorRequest,
): Promise<Answer<Explained>> {
  if (event !== undefined && whom.connection !== undefined) {
    const preview = await previewEvent({ event, connection: whom.connection }, deps);
    if (!preview) return noSuch({ field: 'connection', names: 'connection' }, deps);
    return answer({ preview, workers: [], story: previewStory(preview) });
  }
  if (digest === undefined) {
    const worker = await selectWorker(whom, deps.ledger);
    if (!worker) return NOBODY;
    const explanation = await explainWorker(worker, deps);
    return answer({ workers: [explanation], story: storyOf(explanation) });
  }

  const delivery = await explainDelivery(digest, { deps, call });
  if (!delivery) return noSuch({ field: 'delivery', names: 'delivery' }, deps);
  const workers: Explanation[] = [];
  for (const key of new Set(delivery.events.flatMap(({ workerKey }) => workerKey ?? []))) {
    const worker = await deps.ledger.workers.load(key);
    if (worker) workers.push(await explainWorker(worker, deps));
  }
  const fates = delivery.events.map(({ eventId, fate, workerKey }) =>
    workerKey === undefined ? `${eventId}: ${fate}` : `${eventId}: ${fate}, of worker ${workerKey}`,
  );
  const kept = delivery.quarantined === undefined ? [] : [`The delivery is in quarantine: ${delivery.quarantined}`];
  return answer({ delivery, workers, story: [...kept, ...fates, ...workers.flatMap(storyOf)] });
}
