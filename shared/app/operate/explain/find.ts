import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { findCommand } from '../../../contracts/operate/explain/find.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { NOBODY, selectWorker } from '../select-worker.ts';

type Found = OutputOf<typeof findCommand>;

export async function find(input: InputOf<typeof findCommand>, { deps }: OperatorRequest): Promise<Answer<Found>> {
  const worker = await selectWorker(input, deps.ledger);
  if (!worker) return NOBODY;
  const { kind } = accessAt(worker, deps.clock.now(), deps.policy.access);
  const targets = Object.entries(worker.targets).map(([target, { state, since, because }]) => ({
    target,
    state,
    since: iso(since),
    because,
  }));
  return answer({ workers: [{ workerKey: worker.key, standing: kind, targets }] });
}
