import type { Verdict } from '../../domain/receipt.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { ProvisionDeps } from './deps.ts';
import { openChain } from './receipts/receipt-chain.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock'>;

interface OfOperator {
  /** What the operator has done, for instance `erase`. */
  readonly action: string;
  readonly verdict: Verdict;
  /** The position of the intent that this outcome closes; absent for an intent. */
  readonly closes?: number;
}

/** Writes to a worker's chain what an operator has done to the ledger itself, without a word of the person. Answers the position. */
export async function writeOperatorReceipt(
  worker: Worker,
  { action, verdict, closes }: OfOperator,
  deps: Deps,
): Promise<number> {
  const chain = await openChain(worker, deps);
  const entry = closes === undefined ? ({ entry: 'intent' } as const) : ({ entry: 'outcome', closes } as const);
  return chain.append({ target: 'ledger', action, rule: 'operator', verdict, ...entry, payload: {} });
}

/** On which of these targets it is not known yet what became of an action on a worker. */
export async function targetsWithOpenIntents(
  worker: Worker,
  targets: readonly string[],
  deps: Deps,
): Promise<readonly string[]> {
  const chain = await openChain(worker, deps);
  return targets.filter((target) => chain.openIntents(target).length > 0);
}
