import { isOverOn } from '../../../domain/worker/access-over.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import { linesOf } from '../../poll/due/due-lines.ts';
import type { OperateDeps } from '../deps.ts';
import type { DueWorker } from './situation.ts';

/** Counts stop here. */
export const COUNTED = 100;

/** Those whose time has come; a leaver counts as long as their access is not over everywhere. */
export async function dueWorkers(
  { ledger, targets, policy }: Pick<OperateDeps, 'ledger' | 'targets' | 'policy'>,
  now: number,
): Promise<readonly DueWorker[]> {
  const lines = linesOf(targets.map(({ target }) => target.name));
  const { dueLines, workers } = ledger;
  const places = await Promise.all(
    lines.flatMap((line) => [dueLines.due(line, now + 1, COUNTED), dueLines.unserved(line, now, COUNTED)]),
  );
  const keys = new Set(places.flat().map(({ workerKey }) => workerKey));
  const loaded = await Promise.all([...keys].slice(0, COUNTED).map((key) => workers.load(key)));
  return loaded.flatMap((worker) => {
    if (!worker?.due || worker.due.at > now) return [];
    const standing = accessAt(worker, now, policy.access);
    const isOpen = Object.values(worker.targets).some((record) => !isOverOn(record));
    const leaver = standing.kind === 'ended' && isOpen;
    return [{ workerKey: worker.key, at: worker.due.at, leaver, endedAt: standing.endedAt }];
  });
}
