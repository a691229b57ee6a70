import { describe, expect, it } from 'vitest';

import type { BusEvent } from '../../shared/domain/bus-event.ts';
import type { Bus } from '../../shared/ports/bus.ts';

/** A bus with a subscriber that drops what it has heard before, as every subscriber must. */
export interface BusUnderTest {
  readonly bus: Bus;
  readonly heard: () => Promise<readonly (BusEvent & { readonly id: string })[]>;
}

const event = (n: number): BusEvent & { readonly id: string } => ({
  id: `chg_${n}`,
  type: 'RoleChanged',
  target: 'atlan-prod',
  accountId: `u${n}`,
  workerKey: `w${n}`,
  at: 1_772_442_000_000 + n,
  detail: { from: '$guest', to: '$member' },
});

/** What every bus owes those who publish. An adapter earns its place by passing this, unchanged. */
export function describeBus(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`${name}, as a bus`, () => {
    it('tells what was published, field by field', async () => {
      const { bus, heard } = await open();
      await bus.publish([event(1)]);
      expect(await heard()).toEqual([event(1)]);
    });

    it('accepts an event about no particular account', async () => {
      const { bus, heard } = await open();
      const taken = {
        id: 'chg_0',
        type: 'InventoryTaken' as const,
        target: 'atlan-prod',
        at: 1,
        detail: { count: 250 },
      };
      await bus.publish([taken]);
      expect(await heard()).toEqual([taken]);
    });

    it('takes any number at once', async () => {
      const { bus, heard } = await open();
      const events = Array.from({ length: 25 }, (_, n) => event(n));
      await bus.publish(events);
      expect(await heard()).toEqual(events);
    });

    it('may be told the same again', async () => {
      const { bus, heard } = await open();
      await bus.publish([event(1), event(2)]);
      await bus.publish([event(2), event(3)]);
      expect(await heard()).toEqual([event(1), event(2), event(3)]);
    });

    it('says nothing when there is nothing', async () => {
      const { bus, heard } = await open();
      await bus.publish([]);
      expect(await heard()).toEqual([]);
    });
  });
}
