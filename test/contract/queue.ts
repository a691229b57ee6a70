import { describe, expect, it } from 'vitest';

import type { ParkLabel } from '../../shared/ports/dead-letter-queue.ts';
import type { Parking, Queue, QueuedMessage } from '../../shared/ports/queue.ts';

/** A queue with its far side laid open. */
export interface QueueUnderTest {
  readonly queue: Queue;
  readonly parking: Parking;
  /** Everything that was sent, in order within a group. */
  readonly received: () => Promise<readonly QueuedMessage[]>;
  readonly parked: () => Promise<readonly { readonly message: QueuedMessage; readonly label: ParkLabel }[]>;
}

const message = (n: number, group = 'hr:1', body = `message ${n}`): QueuedMessage => ({
  body,
  group,
  dedupId: `id-${n}`,
});

/** What every queue owes ingest and the tick. An adapter earns its place by passing this, unchanged. */
export function describeQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name}, as a queue`, () => {
    it('hands out what was sent, under its group and id', async () => {
      const { queue, received } = await open();
      await queue.send([message(1)]);
      expect(await received()).toEqual([message(1)]);
    });

    it('takes any number at once, and keeps the order of each group', async () => {
      const { queue, received } = await open();
      const sent = Array.from({ length: 25 }, (_, n) => message(n, `hr:${n % 3}`));
      await queue.send(sent);
      const got = await received();
      expect(got).toHaveLength(25);
      for (const group of ['hr:0', 'hr:1', 'hr:2']) {
        expect(got.filter((one) => one.group === group)).toEqual(sent.filter((one) => one.group === group));
      }
    });

    it('takes more than one request can hold', async () => {
      const { queue, received } = await open();
      const body = 'ä'.repeat(70 * 1024);
      await queue.send(Array.from({ length: 6 }, (_, n) => message(n, `hr:${n}`, body)));
      expect(await received()).toHaveLength(6);
    });

    it('drops what was sent before', async () => {
      const { queue, received } = await open();
      await queue.send([message(1), message(2)]);
      await queue.send([message(1), message(2), message(3)]);
      expect(await received()).toEqual([message(1), message(2), message(3)]);
    });

    it('sends nothing when there is nothing', async () => {
      const { queue, received } = await open();
      await queue.send([]);
      expect(await received()).toEqual([]);
    });

    it('parks a message with its label', async () => {
      const { parking, parked, received } = await open();
      const label = { letter: 'm-1', because: 'data.kind must be text — ask the sender', at: 1_772_442_000_000 };
      await parking.park(message(1), label);
      expect(await parked()).toEqual([{ message: message(1), label }]);
      expect(await received()).toEqual([]);
    });
  });
}
