import { describe, expect, it } from 'vitest';

import type { DeadLetterQueue, ParkLabel } from '../../shared/ports/dead-letter-queue.ts';
import type { Parking, QueuedMessage } from '../../shared/ports/queue.ts';

/** A dead-letter queue with the ways into it. */
export interface DeadLetterQueueUnderTest {
  readonly letters: DeadLetterQueue;
  readonly parking: Parking;
  /** As the queue itself moves a message there. */
  readonly giveUpOn: (message: QueuedMessage) => Promise<void>;
}

const message = (n: number, group = `hr:${n}`): QueuedMessage => ({ body: `message ${n}`, group, dedupId: `id-${n}` });
const label = (n: number): ParkLabel => ({ letter: `m-${n}`, because: `reason ${n}`, at: 1_772_442_000_000 + n });

/** What every dead-letter queue owes whoever sends its messages again. */
export function describeDeadLetterQueue(name: string, open: () => Promise<DeadLetterQueueUnderTest>): void {
  describe(`${name}, as a dead-letter queue`, () => {
    it('gives what was parked, under its group and with its label, and nothing where nothing is', async () => {
      const { letters, parking } = await open();
      expect(await letters.receive()).toEqual([]);
      await parking.park(message(1), label(1));
      expect(await letters.receive()).toMatchObject([{ body: 'message 1', group: 'hr:1', label: label(1) }]);
    });

    it('gives what the queue itself gave up on without a label', async () => {
      const { letters, giveUpOn } = await open();
      await giveUpOn(message(1));
      expect((await letters.receive()).map((one) => [one.body, one.label])).toEqual([['message 1', undefined]]);
    });

    it('calls a message by another id each time that it is parked', async () => {
      const { letters, parking } = await open();
      await parking.park(message(1), label(1));
      await parking.park({ ...message(1), group: 'hr:2', dedupId: 'another' }, label(1));
      const ids = (await letters.receive()).map(({ id }) => id);
      expect(new Set(ids).size).toBe(2);
    });

    it('gives a message to no other process until it is released, and then at once', async () => {
      const { letters, parking } = await open();
      for (const n of [1, 2]) await parking.park(message(n), label(n));
      const received = await letters.receive();
      expect(received).toHaveLength(2);
      expect(await letters.receive()).toEqual([]);
      await letters.release(received);
      expect((await letters.receive()).map(({ body }) => body).sort()).toEqual(['message 1', 'message 2']);
    });

    it('gives nothing that stands behind a received message of its group', async () => {
      const { letters, parking } = await open();
      await parking.park(message(1, 'hr:1'), label(1));
      expect(await letters.receive()).toHaveLength(1);
      await parking.park(message(2, 'hr:1'), label(2));
      await parking.park(message(3, 'hr:3'), label(3));
      expect((await letters.receive()).map(({ body }) => body)).toEqual(['message 3']);
    });

    it('gives ten at the most, and releases any number', async () => {
      const { letters, parking } = await open();
      for (let n = 0; n < 12; n++) await parking.park(message(n), label(n));
      const first = await letters.receive();
      expect(first.length).toBeLessThanOrEqual(10);
      const all = [...first, ...(await letters.receive())];
      expect(all).toHaveLength(12);
      await letters.release(all);
      expect(await letters.receive()).not.toEqual([]);
      await letters.release([]);
    });

    it('forgets what was removed', async () => {
      const { letters, parking } = await open();
      await parking.park(message(1), label(1));
      const [received] = await letters.receive();
      await letters.remove(received!);
      await letters.release([]);
      expect(await letters.receive()).toEqual([]);
    });
  });
}
