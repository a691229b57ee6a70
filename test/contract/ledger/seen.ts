import { describe, expect, it } from 'vitest';

import type { Account } from '../../../shared/domain/account/account.ts';
import type { DeadLetter } from '../../../shared/ports/ledger/intake/dead-letters.ts';
import type { QuarantinedDelivery } from '../../../shared/ports/ledger/intake/quarantine.ts';
import type { InventoryRecord } from '../../../shared/ports/ledger/per-target/inventory.ts';
import type { LedgerUnderTest } from './ledger.ts';

const now = Date.parse('2026-03-02T09:00:00Z');

const account: Account = {
  id: 'a-1',
  state: 'active',
  username: 'ada',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Example',
  role: '$member',
  enabled: true,
  emailVerified: true,
  createdAt: now,
  lastLoginAt: now,
};
const record = (version: number, more: Partial<InventoryRecord> = {}): InventoryRecord => ({
  target: 'atlan-prod',
  account,
  version,
  sweepId: 's-1',
  seenAt: now,
  ...more,
});

const delivery = (id: string, more: Partial<QuarantinedDelivery> = {}): QuarantinedDelivery => ({
  id,
  connection: 'hr-eu',
  because: 'data.kind is missing',
  body: Uint8Array.from([0, 1, 254, 255]),
  headers: { 'webhook-id': 'msg_1' },
  receivedAt: now,
  expiresAt: now + 1_000,
  ...more,
});

const letter = (id: string, parkedAt: number): DeadLetter => ({
  id,
  group: 'hr-eu:1001',
  because: 'the event names no worker',
  eventId: 'evt_1',
  parkedAt,
});

/** What came in and what was seen outside. */
export function describeSeen(start: () => Promise<LedgerUnderTest>): void {
  describe('inventory', () => {
    it('gets the records there are, every field of them', async () => {
      const { inventory } = (await start()).ledger;
      const removed = record(1, { account: { id: 'a#2' }, removedAt: now });
      expect(await inventory.put(record(1))).toBe('put');
      expect(await inventory.put(removed)).toBe('put');
      expect(await inventory.get('atlan-prod', ['a-1', 'a#2', 'a-3'])).toEqual(
        new Map([
          ['a-1', record(1)],
          ['a#2', removed],
        ]),
      );
      expect(await inventory.get('atlan-sandbox', ['a-1'])).toEqual(new Map());
      expect(await inventory.get('atlan-prod', [])).toEqual(new Map());
    });

    it('believes a caller who says what is stored, and hears of another writer all the same', async () => {
      const { inventory } = (await start()).ledger;
      const changed = record(2, { account: { ...account, enabled: false } });
      expect(await inventory.put(record(1), null)).toBe('put');
      expect(await inventory.put(record(1), null)).toBe('stale');
      expect(await inventory.put(changed, record(1))).toBe('put');
      expect(await inventory.put(changed, record(1))).toBe('stale');
      expect(await inventory.put(record(2, { ...changed, sweepId: 's-2' }), changed)).toBe('put');
      expect((await inventory.get('atlan-prod', ['a-1'])).get('a-1')).toEqual({ ...changed, sweepId: 's-2' });
    });

    it('puts the next version, over the one before only', async () => {
      const { inventory } = (await start()).ledger;
      const changed = { account: { ...account, enabled: false } };
      expect(await inventory.put(record(2))).toBe('stale');
      expect(await inventory.put(record(1))).toBe('put');
      expect(await inventory.put(record(3, changed))).toBe('stale');
      expect(await inventory.put(record(2, changed))).toBe('put');
      expect(await inventory.put(record(1))).toBe('stale');
      expect(await inventory.get('atlan-prod', ['a-1'])).toEqual(new Map([['a-1', record(2, changed)]]));
    });

    it('puts the same version again when it was only seen again', async () => {
      const { inventory } = (await start()).ledger;
      await inventory.put(record(1));
      expect(await inventory.put(record(1))).toBe('put');
      expect(await inventory.put(record(1, { sweepId: 's-2', seenAt: now + 5, removedAt: undefined }))).toBe('put');
      expect((await inventory.get('atlan-prod', ['a-1'])).get('a-1')).toMatchObject({
        sweepId: 's-2',
        seenAt: now + 5,
      });
      expect(await inventory.put(record(1, { account: { ...account, role: '$guest' } }))).toBe('stale');
      expect(await inventory.put(record(1, { removedAt: now }))).toBe('stale');
      expect(await inventory.put(record(1, { drift: ['role 1'] }))).toBe('stale');
    });

    it('keeps what drift was told, as a version of its own', async () => {
      const { inventory } = (await start()).ledger;
      await inventory.put(record(1));
      expect(await inventory.put(record(2, { drift: ['role 1'] }))).toBe('put');
      expect(await inventory.put(record(2, { drift: ['role 1'], sweepId: 's-2' }))).toBe('put');
      expect(await inventory.put(record(2))).toBe('stale');
      expect((await inventory.get('atlan-prod', ['a-1'])).get('a-1')?.drift).toEqual(['role 1']);
    });

    it('lets one of many put a version', async () => {
      const { inventory } = (await start()).ledger;
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) => inventory.put(record(1, { account: { ...account, username: `u${n}` } }))),
      );
      expect(answers.filter((answer) => answer === 'put')).toHaveLength(1);
    });

    it('lists all records of a target, a page at a time', async () => {
      const { inventory } = (await start()).ledger;
      const ids = Array.from({ length: 450 }, (_, n) => `a-${n}`);
      await Promise.all(ids.map((id) => inventory.put(record(1, { account: { id } }))));
      await inventory.put(record(1, { target: 'atlan-sandbox' }));
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await inventory.list('atlan-prod', cursor);
        listed.push(...page.records.map((one) => one.account.id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(listed.toSorted()).toEqual(ids.toSorted());
    });
  });

  describe('deliveries', () => {
    it('remembers a delivery and what it became until it expires', async () => {
      const { ledger, clock } = await start();
      const { deliveries } = ledger;
      expect(await deliveries.seen('d-1')).toBe(false);
      await deliveries.mark('d-1', ['evt_1', 'evt_2'], clock.now(), clock.now() + 1_000);
      await deliveries.mark('d-2', [], clock.now(), clock.now() + 2_000);
      expect(await deliveries.eventsOf('d-1')).toEqual(['evt_1', 'evt_2']);
      expect(await deliveries.seen('d-2')).toBe(true);
      clock.advance(999);
      expect(await deliveries.seen('d-1')).toBe(true);
      clock.advance(1);
      expect(await deliveries.seen('d-1')).toBe(false);
      expect(await deliveries.eventsOf('d-1')).toBeUndefined();
      expect(await deliveries.eventsOf('d-2')).toEqual([]);
    });

    it('remembers what was said first under an event’s id until it expires', async () => {
      const { ledger, clock } = await start();
      const { deliveries } = ledger;
      const until = clock.now() + 1_000;
      expect(await deliveries.firstUnder('evt_1', 'that Ada joined', until)).toBe('that Ada joined');
      expect(await deliveries.firstUnder('evt_1', 'that Ada left', until + 9_000)).toBe('that Ada joined');
      expect(await deliveries.firstUnder('evt_1', 'that Ada joined', until)).toBe('that Ada joined');
      expect(await deliveries.firstUnder('evt_2', 'that Ada left', until)).toBe('that Ada left');
      clock.advance(1_000);
      expect(await deliveries.firstUnder('evt_1', 'that Ada left', until + 1_000)).toBe('that Ada left');
      expect(await deliveries.firstUnder('evt_1', 'that Ada joined', until)).toBe('that Ada left');
    });
  });

  describe('quarantine', () => {
    it('gives a delivery back byte by byte', async () => {
      const { quarantine } = (await start()).ledger;
      const large = delivery('q-2', { body: Buffer.alloc(256 * 1024, '{"name":"Ada Example"}') });
      await quarantine.put(delivery('q-1'));
      await quarantine.put(large);
      expect(await quarantine.get('q-1')).toEqual(delivery('q-1'));
      expect(await quarantine.get('q-2')).toEqual({ ...large, body: Uint8Array.from(large.body) });
      expect(await quarantine.get('q-3')).toBeUndefined();
    });

    it('lists the newest first, without bodies, and forgets what has expired', async () => {
      const { ledger, clock } = await start();
      const { quarantine } = ledger;
      await quarantine.put(delivery('q-1'));
      await quarantine.put(delivery('q-3', { receivedAt: now + 2, expiresAt: now + 500 }));
      await quarantine.put(delivery('q-2', { receivedAt: now + 1 }));
      const ids = async (limit: number) => (await quarantine.list(limit)).map(({ id }) => id);
      expect(await ids(10)).toEqual(['q-3', 'q-2', 'q-1']);
      expect(await ids(2)).toEqual(['q-3', 'q-2']);
      expect((await quarantine.list(1))[0]).not.toHaveProperty('body');
      expect((await quarantine.list(1))[0]).not.toHaveProperty('headers');
      clock.advance(500);
      expect(await ids(2)).toEqual(['q-2', 'q-1']);
      expect(await quarantine.get('q-3')).toBeUndefined();
    });
  });

  describe('a delivery that leaves the quarantine', () => {
    it('is gone, and its bytes with it, however often it is removed', async () => {
      const { quarantine } = (await start()).ledger;
      await quarantine.put(delivery('q-1'));
      await quarantine.put(delivery('q-2'));
      for (const id of ['q-1', 'q-1']) await quarantine.remove(delivery(id));
      expect(await quarantine.get('q-1')).toBeUndefined();
      expect((await quarantine.list(10)).map(({ id }) => id)).toEqual(['q-2']);
    });
  });

  describe('a delivery that an operator discards', () => {
    it('is gone from the quarantine, and listed with who did it and why, until its time there would have ended', async () => {
      const { ledger, clock } = await start();
      const { quarantine } = ledger;
      const { body: _, headers: __, ...label } = delivery('q-1', { receivedAt: now, expiresAt: now + 500 });
      const discarded = { ...label, actor: 'sam', reason: 'sent again', discardedAt: now + 1 };
      expect(await quarantine.oldest()).toBeUndefined();
      await quarantine.put(delivery('q-1', { receivedAt: now, expiresAt: now + 500 }));
      await quarantine.put(delivery('q-2', { receivedAt: now + 2 }));
      expect(await quarantine.oldest()).toBe(now);
      for (const _ of [1, 2]) await quarantine.discard(discarded);
      expect(await quarantine.get('q-1')).toBeUndefined();
      expect((await quarantine.list(10)).map(({ id }) => id)).toEqual(['q-2']);
      expect(await quarantine.oldest()).toBe(now + 2);
      expect(await quarantine.listDiscarded(10)).toEqual([discarded]);
      clock.advance(500);
      expect(await quarantine.listDiscarded(10)).toEqual([]);
    });
  });

  describe('dead letters', () => {
    const keptUntil = now + 30 * 24 * 3_600_000;

    it('lists those that were redriven only with all others, and gives each by its id', async () => {
      const { deadLetters } = (await start()).ledger;
      const sentAgain = { ...letter('m-2', now + 1), redriven: { actor: 'sam', at: now + 2 } };
      await deadLetters.put({ ...letter('m-1', now), kind: 'left', phase: 'effective' }, keptUntil);
      await deadLetters.put(letter('m-2', now + 1), keptUntil);
      await deadLetters.put(sentAgain, keptUntil);
      await deadLetters.put({ ...letter('m-3', now + 3), eventId: undefined, workerKey: 'w-1' }, keptUntil);
      expect((await deadLetters.list(2)).map(({ id }) => id)).toEqual(['m-3', 'm-1']);
      expect((await deadLetters.listAll(2)).map(({ id }) => id)).toEqual(['m-3', 'm-2']);
      expect(await deadLetters.get('m-2')).toEqual(sentAgain);
      expect(await deadLetters.get('m-1')).toMatchObject({ kind: 'left', phase: 'effective' });
      expect(await deadLetters.get('m-9')).toBeUndefined();
    });

    it('lists the newest first, each once, for as long as the queue keeps it, and knows it until it expires', async () => {
      const { ledger, clock } = await start();
      const { deadLetters } = ledger;
      await deadLetters.put(letter('m-1', now), keptUntil);
      await deadLetters.put({ ...letter('m-2', now + 1), eventId: undefined }, keptUntil + 1);
      await deadLetters.put(letter('m-1', now), keptUntil);
      expect(await deadLetters.list(10)).toEqual([
        { ...letter('m-2', now + 1), eventId: undefined },
        letter('m-1', now),
      ]);
      expect((await deadLetters.list(1)).map(({ id }) => id)).toEqual(['m-2']);
      expect(await deadLetters.list(0)).toEqual([]);
      clock.advance(14 * 24 * 3_600_000);
      expect((await deadLetters.list(10)).map(({ id }) => id)).toEqual(['m-2']);
      expect((await deadLetters.listAll(10)).map(({ id }) => id)).toEqual(['m-2', 'm-1']);
      clock.advance(16 * 24 * 3_600_000);
      expect(await deadLetters.list(10)).toEqual([]);
      expect((await deadLetters.listAll(10)).map(({ id }) => id)).toEqual(['m-2']);
    });
  });
}
