import { FORGETTING } from '../../../domain/chain/forgetting.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { openOnLedger, writeLedgerReceipt } from '../../converge/ledger-on-chain.ts';
import { whyNotErasedYet } from '../../operate/subject/why-not-erased.ts';
import type { PollDeps } from '../deps.ts';
import { isGoneSince } from './is-gone-since.ts';

const DAY_MS = 86_400_000;

/**
 * Forgets the payloads of a worker's receipts that are older than `days`, once the worker has been gone for as long; two receipts say so. What was
 * begun and cut off is finished, also where the worker works here again. Answers of how many receipts something was forgotten.
 */
export async function forgetPayloads(
  worker: Worker,
  days: number,
  deps: Pick<PollDeps, 'ledger' | 'targets' | 'policy' | 'clock'>,
): Promise<number> {
  const {
    ledger: { receipts },
    targets,
    policy: { access },
    clock,
  } = deps;
  const now = clock.now();
  const begun = await openOnLedger(worker, FORGETTING.action, deps);
  const since = (begun?.at ?? now) - days * DAY_MS;
  const configured = targets.map(({ target }) => target.name);
  if (!begun && !isGoneSince(worker, since, { configured, access, now })) return 0;

  const chain = await receipts.chain(worker.key);
  const young = chain.findIndex(({ header }) => header.at > since);
  const old = young === -1 ? chain : chain.slice(0, young);
  const gone = old.filter(({ payload }) => payload && Object.keys(payload).length > 0).length;
  if (!begun && (gone === 0 || (await whyNotErasedYet(worker, deps)) !== undefined)) return 0;

  const closes = begun?.position ?? (await writeLedgerReceipt(worker, { ...FORGETTING, verdict: 'intended' }, deps));
  await receipts.erase(worker.key, old.length);
  await writeLedgerReceipt(worker, { ...FORGETTING, verdict: 'verified', closes }, deps);
  return gone;
}
