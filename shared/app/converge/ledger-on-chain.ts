import type { ReceiptHeader, Verdict } from '../../domain/receipt.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { ProvisionDeps } from './deps.ts';
import { openChain } from './receipts/receipt-chain.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock'>;

/** What stands in place of the target in a receipt about the ledger itself. */
const LEDGER = 'ledger';

interface OnLedger {
  /** What was done, for instance `erase`. */
  readonly action: string;
  /** Who asked for it: `operator`, or the setting. */
  readonly rule: string;
  readonly verdict: Verdict;
  /** The position of the intent that this outcome closes; absent for an intent. */
  readonly closes?: number;
}

/** Writes to a worker's chain what was done to the ledger itself, without a word of the person. Answers the position. */
export async function writeLedgerReceipt(worker: Worker, { closes, ...done }: OnLedger, deps: Deps): Promise<number> {
  const chain = await openChain(worker, deps);
  const entry = closes === undefined ? ({ entry: 'intent' } as const) : ({ entry: 'outcome', closes } as const);
  return chain.append({ target: LEDGER, ...done, ...entry, payload: {} });
}

/** The intent to do something to the ledger itself of which no outcome is written: who began it was cut off. */
export async function openOnLedger(worker: Worker, action: string, deps: Deps): Promise<ReceiptHeader | undefined> {
  const chain = await openChain(worker, deps);
  return chain.openIntents(LEDGER).find(({ header }) => header.action === action)?.header;
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
