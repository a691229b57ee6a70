import type { Budgets } from './budgets.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Claims } from './claims.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Deliveries } from './deliveries.ts';
import type { DueLines } from './due-lines.ts';
import type { Flags } from './flags.ts';
import type { Gates } from './gates.ts';
import type { History } from './history.ts';
import type { Holds } from './holds.ts';
import type { Inventory } from './inventory.ts';
import type { LeftAccounts } from './left.ts';
import type { Limits } from './limits.ts';
import type { Links } from './links.ts';
import type { MetValues } from './met-values.ts';
import type { PendingDisables } from './pending-disables.ts';
import type { Quarantine } from './quarantine.ts';
import type { Receipts } from './receipts.ts';
import type { Workers } from './workers.ts';

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
  readonly budgets: Budgets;
  readonly flags: Flags;
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
