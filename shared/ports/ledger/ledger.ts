import type { Checkpoints } from './checkpoints.ts';
import type { DueLines } from './due-lines.ts';
import type { Flags } from './flags.ts';
import type { DeadLetters } from './intake/dead-letters.ts';
import type { Deliveries } from './intake/deliveries.ts';
import type { MetValues } from './intake/met-values.ts';
import type { Quarantine } from './intake/quarantine.ts';
import type { Claims } from './people/claims.ts';
import type { History } from './people/history.ts';
import type { Holds } from './people/holds.ts';
import type { Links } from './people/links.ts';
import type { Receipts } from './people/receipts.ts';
import type { Workers } from './people/workers.ts';
import type { Budgets } from './per-target/budgets.ts';
import type { Expectations } from './per-target/expectations.ts';
import type { Gates } from './per-target/gates.ts';
import type { Inventory } from './per-target/inventory.ts';
import type { LeftAccounts } from './per-target/left.ts';
import type { Limits } from './per-target/limits.ts';
import type { PendingDisables } from './per-target/pending-disables.ts';
import type { Policies } from './per-target/policies.ts';
import type { WaitingLine } from './per-target/waiting-line.ts';

/** The one table, by what it is for. */
export interface Ledger {
  readonly workers: Workers;
  readonly dueLines: DueLines;
  readonly links: Links;
  readonly claims: Claims;
  readonly history: History;
  readonly receipts: Receipts;
  readonly holds: Holds;
  readonly limits: Limits;
  readonly expectations: Expectations;
  readonly waitingLine: WaitingLine;
  readonly budgets: Budgets;
  readonly flags: Flags;
  readonly policies: Policies;
  readonly gates: Gates;
  readonly inventory: Inventory;
  readonly pendingDisables: PendingDisables;
  readonly left: LeftAccounts;
  readonly checkpoints: Checkpoints;
  readonly deliveries: Deliveries;
  readonly quarantine: Quarantine;
  readonly deadLetters: DeadLetters;
  readonly metValues: MetValues;
}
