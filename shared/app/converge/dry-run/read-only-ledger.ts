import type { Receipt } from '../../../domain/receipt.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';

export interface ReadOnlyLedger {
  readonly ledger: Ledger;
  /** What would have been written down, in order. */
  readonly receipts: readonly Receipt[];
}

/**
 * A ledger that is read as it is; whatever provision writes to it on its way stays here. Only a gate that has to be closed is closed,
 * for that concerns every caller of the target.
 */
export function readOnlyLedger(real: Ledger): ReadOnlyLedger {
  const receipts: Receipt[] = [];
  const claims = new Map<string, string>();
  const ledger: Ledger = {
    ...real,
    claims: {
      ...real.claims,
      claim: async (target, accountId, workerKey) => {
        const key = `${target} ${accountId}`;
        const holder = claims.get(key) ?? (await real.claims.holderOf(target, accountId)) ?? workerKey;
        claims.set(key, holder);
        return holder;
      },
      give: async (target, accountId, workerKey) => void claims.set(`${target} ${accountId}`, workerKey),
    },
    workers: { ...real.workers, commit: async () => 'committed' },
    receipts: {
      ...real.receipts,
      append: async (receipt) => {
        receipts.push(receipt);
        return 'appended';
      },
    },
    limits: { ...real.limits, reserve: (place) => real.limits.ask(place) },
    rollouts: { ...real.rollouts, change: async (target, decide) => decide(await real.rollouts.read(target)).answer },
    waitingLine: { ...real.waitingLine, join: async () => undefined, leave: async () => undefined },
    // what enforce would do: the mode decides whether it leaves, not what it is
    flags: { ...real.flags, modeOf: async () => 'enforce', pauses: async () => [] },
    policies: { ...real.policies, save: async () => 'saved' },
    checkpoints: { ...real.checkpoints, lease: async () => true, save: async () => 'saved' },
    gates: {
      ...real.gates,
      tryHalfOpen: async () => false,
      joinTrial: async () => false,
      open: async () => undefined,
    },
    inventory: { ...real.inventory, put: async () => 'put' },
    left: { ...real.left, write: async () => undefined },
  };
  return { ledger, receipts };
}
