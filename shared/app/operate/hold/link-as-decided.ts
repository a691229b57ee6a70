import { goneTo, isApart, withLink } from '../../../domain/identity/link-fact.ts';
import type { Decision, Hold } from '../../../domain/worker/hold.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { moveSourceKey } from '../../provision/move-source-key.ts';
import type { OperateDeps } from '../deps.ts';
import { changeWorker } from '../override/change-worker.ts';
import { remind } from '../remind.ts';

type Deps = Pick<OperateDeps, 'ledger' | 'clock' | 'random' | 'observe' | 'queue'>;

/**
 * States what follows from the answer to "are these two one person?": all that HR says of the newcomer moves to the worker who was
 * known, or both are known to be two. Safe to repeat.
 */
export async function linkAsDecided({ kind, workerKey, other }: Hold, decision: Decision, deps: Deps): Promise<void> {
  if (kind !== 'same-person' || other === undefined) return;
  const { verdict, actor, reason, at } = decision;
  if (verdict === 'approved') {
    const newcomer = await deps.ledger.workers.load(workerKey);
    for (const sourceKey of newcomer ? keysOf(newcomer, other) : [])
      await moveSourceKey({ sourceKey, from: workerKey, to: other, because: 'one', actor, reason }, deps);
  } else {
    await stateApart(workerKey, { other, actor, reason, at }, deps);
    await stateApart(other, { other: workerKey, actor, reason, at }, deps);
  }
  deps.observe.info('workers-told-apart', { workerKey, other, verdict });
  await remind(other, deps);
}

/** What there is to move to another worker, and what a decision that was cut off has moved already. */
const keysOf = (worker: Worker, other: string): readonly string[] => [
  ...Object.keys(worker.engagements),
  ...(worker.links ?? []).flatMap(({ sourceKey }) =>
    sourceKey !== undefined && goneTo(worker, sourceKey) === other ? [sourceKey] : [],
  ),
];

async function stateApart(
  key: string,
  said: { readonly other: string; readonly actor: string; readonly reason: string; readonly at: number },
  deps: Deps,
): Promise<void> {
  await changeWorker(
    key,
    (worker) => (isApart(worker, said.other) ? undefined : { links: withLink(worker, { kind: 'apart', ...said }) }),
    deps,
  );
}
