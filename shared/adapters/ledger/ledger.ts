import type { Ledger } from '../../ports/ledger/ledger.ts';
import { ledgerCheckpoints } from './checkpoints.ts';
import { ledgerDueLines } from './due-lines.ts';
import { ledgerFlags } from './flags.ts';
import { ledgerDeadLetters } from './intake/dead-letters.ts';
import { ledgerDeliveries } from './intake/deliveries.ts';
import { ledgerMetValues } from './intake/met-values.ts';
import { ledgerQuarantine } from './intake/quarantine.ts';
import { ledgerClaims } from './people/claims.ts';
import { ledgerHistory } from './people/history.ts';
import { ledgerHolds } from './people/holds.ts';
import { ledgerLinks } from './people/links.ts';
import { ledgerReceipts } from './people/receipts.ts';
import { type LedgerWorkersParts, ledgerWorkers } from './people/workers.ts';
import { ledgerBudgets } from './per-target/budgets.ts';
import { ledgerExpectations } from './per-target/expectations.ts';
import { ledgerGates } from './per-target/gates.ts';
import { ledgerInventory } from './per-target/inventory.ts';
import { ledgerLeft } from './per-target/left.ts';
import { ledgerLimits } from './per-target/limits.ts';
import { ledgerPendingDisables } from './per-target/pending-disables.ts';
import { ledgerPolicies } from './per-target/policies.ts';
import { ledgerRollouts } from './per-target/rollouts.ts';
import { ledgerWaitingLine } from './per-target/waiting-line.ts';

/**
 * The whole ledger over one item store. Every call may throw the store's failures, and `PermanentError` or `RetryableError` for an
 * item it cannot read; all writes are safe to repeat. docs/ledger.md lists the keys.
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
    expectations: ledgerExpectations(parts),
    rollouts: ledgerRollouts(parts),
    waitingLine: ledgerWaitingLine(parts),
    budgets: ledgerBudgets(parts),
    flags: ledgerFlags(parts),
    policies: ledgerPolicies(parts),
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
