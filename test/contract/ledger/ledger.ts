import { describe } from 'vitest';

import { ledger } from '../../../shared/adapters/ledger/ledger.ts';
import type { ItemStore } from '../../../shared/ports/items.ts';
import type { Ledger } from '../../../shared/ports/ledger/ledger.ts';
import { systemClock, systemRandom } from '../../../shared/runtime/system.ts';
import { fixedRandom } from '../../support/fixed-random.ts';
import { type VirtualClock, virtualClock } from '../../support/virtual-clock.ts';
import { describeControl } from './control.ts';
import { describeDue } from './due.ts';
import { describeLeft } from './left.ts';
import { describePeople } from './people.ts';
import { describeReceipts } from './receipts.ts';
import { describeSeen } from './seen.ts';

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  readonly clock: VirtualClock;
  /** The same ledger, whose pauses really take time: for races. */
  readonly inRealTime: Ledger;
  /** Worker items somebody was warned of. */
  readonly large: { readonly workerKey: string; readonly bytes: number }[];
}

/** What the ledger owes its users over any item store. `startItems` gives an empty one. */
export function describeLedger(name: string, startItems: () => Promise<ItemStore>): void {
  const start = async (): Promise<LedgerUnderTest> => {
    const items = await startItems();
    const clock = virtualClock();
    const large: { readonly workerKey: string; readonly bytes: number }[] = [];
    return {
      ledger: ledger({
        items,
        clock,
        random: fixedRandom(),
        onLarge: (workerKey, bytes) => large.push({ workerKey, bytes }),
      }),
      clock,
      inRealTime: ledger({ items, clock: systemClock, random: systemRandom }),
      large,
    };
  };

  describe(`${name} as a ledger`, () => {
    describePeople(start);
    describeDue(start);
    describeReceipts(start);
    describeControl(start);
    describeSeen(start);
    describeLeft(start);
  });
}
