import type { Ledger } from '../../ports/ledger/ledger.ts';
import { ledgerBudgets } from './budgets.ts';
import { ledgerCheckpoints } from './checkpoints.ts';
import { ledgerClaims } from './claims.ts';
import { ledgerDeadLetters } from './dead-letters.ts';
import { ledgerDeliveries } from './deliveries.ts';
import { ledgerDueLines } from './due-lines.ts';
import { ledgerFlags } from './flags.ts';
import { ledgerGates } from './gates.ts';
import { ledgerHistory } from './history.ts';
import { ledgerHolds } from './holds.ts';
import { ledgerInventory } from './inventory.ts';
import { ledgerLeft } from './left.ts';
import { ledgerLimits } from './limits.ts';
import { ledgerLinks } from './links.ts';
import { ledgerMetValues } from './met-values.ts';
import { ledgerPendingDisables } from './pending-disables.ts';
import { ledgerQuarantine } from './quarantine.ts';
import { ledgerReceipts } from './receipts.ts';
import { type LedgerWorkersParts, ledgerWorkers } from './workers.ts';

/**
 * The whole ledger over one item store. Every call may throw the store's failures, and `PermanentError` or `RetryableError` for an
 * item it cannot read; all writes are safe to repeat. The keys stand in docs/ledger.md.
 */
export function ledger(parts: LedgerWorkersParts): Ledger {
  return {
    workers: ledgerWorkers(parts),
    dueLines: ledgerDueLines(parts),
    links: ledgerLinks(parts),
    claims: ledgerClaims(parts),
    history: ledgerHistory(parts),
    receipts: ledgerReceipts(parts),
    holds: ledgerHolds(parts),
    limits: ledgerLimits(parts),
    budgets: ledgerBudgets(parts),
    flags: ledgerFlags(parts),
    gates: ledgerGates(parts),
    inventory: ledgerInventory(parts),
    pendingDisables: ledgerPendingDisables(parts),
    left: ledgerLeft(parts),
    checkpoints: ledgerCheckpoints(parts),
    deliveries: ledgerDeliveries(parts),
    quarantine: ledgerQuarantine(parts),
    deadLetters: ledgerDeadLetters(parts),
    metValues: ledgerMetValues(parts),
  };
}
