import type { Clock } from '../../ports/clock.ts';
import type { ItemStore } from '../../ports/items.ts';
import type { Random } from '../../ports/random.ts';

/** What every part of the ledger uses. */
export interface LedgerParts {
  readonly items: ItemStore;
  readonly clock: Clock;
  readonly random: Random;
}
