import { normaliseEmail } from '../../../domain/text/email.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { InventoryRecord } from '../../../ports/ledger/per-target/inventory.ts';

/** What the ledger keeps on a person that an erasure takes away. */
export interface Kept {
  readonly events: number;
  readonly payloads: number;
  readonly sourceKeys: readonly string[];
  /** In the form of `normaliseEmail`. */
  readonly addresses: readonly string[];
  /** Of accounts that are gone from their target. */
  readonly records: readonly InventoryRecord[];
  /** Accounts that are still on their target, by what poll saw last. */
  readonly stillThere: readonly { readonly target: string; readonly accountId: string }[];
}

export async function keptOf(worker: Worker, ledger: Ledger): Promise<Kept> {
  const history = await ledger.history.list(worker.key);
  const events = history.map(({ event }) => event);
  const facts = Object.values(worker.engagements).flatMap((one) => one.facts);
  const addresses = [...events, ...facts].flatMap(({ attributes: { workEmail } }) =>
    workEmail ? [normaliseEmail(workEmail)] : [],
  );
  const records: InventoryRecord[] = [];
  const stillThere: Kept['stillThere'][number][] = [];
  for (const [target, { accounts, foreign = [] }] of Object.entries(worker.targets)) {
    const seen = await ledger.inventory.get(target, [...accounts.map(({ id }) => id), ...foreign]);
    for (const [accountId, record] of seen) {
      if (record.removedAt === undefined) stillThere.push({ target, accountId });
      else if (Object.keys(record.account).length > 1) records.push(record);
    }
  }
  const chain = await ledger.receipts.chain(worker.key);
  return {
    events: events.length,
    payloads: chain.filter(({ payload }) => payload && Object.keys(payload).length > 0).length,
    sourceKeys: [...new Set([...Object.keys(worker.engagements), ...events.map(({ sourceKey }) => sourceKey)])],
    addresses: [...new Set([...worker.addresses, ...addresses])],
    records,
    stillThere,
  };
}
