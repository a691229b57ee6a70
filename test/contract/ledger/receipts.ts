import { describe, expect, it } from 'vitest';

import { brokenAt, payloadHmac, type Receipt, receiptHash } from '../../../shared/domain/receipt.ts';
import type { Receipts } from '../../../shared/ports/ledger/people/receipts.ts';
import type { LedgerUnderTest } from './ledger.ts';

const SALT = 'salt';

/** The receipt that follows `previous`, with a payload of its own. */
export function receiptAfter(previous: Receipt | undefined, note: string, workerKey = 'w1'): Receipt {
  const payload = { email: `${note}@example.com`, groups: ['finance'], was: null, seats: 3, forced: false };
  return {
    header: {
      workerKey,
      position: previous ? previous.header.position + 1 : 0,
      target: 'atlan-prod',
      accountId: 'a-1',
      action: 'invite',
      entry: 'intent',
      verdict: 'intended',
      rule: 'everybody',
      at: Date.parse('2026-03-02T09:00:00Z'),
      previousHash: previous ? receiptHash(previous.header) : '',
      payloadHmac: payloadHmac(payload, SALT),
    },
    payload,
  };
}

/** Appends at the end of the chain, wherever that is by now: what every writer does. */
export async function appendNext(receipts: Receipts, note: string): Promise<Receipt> {
  for (;;) {
    const receipt = receiptAfter((await receipts.chain('w1')).at(-1), note);
    if ((await receipts.append(receipt)) === 'appended') return receipt;
  }
}

export function describeReceipts(start: () => Promise<LedgerUnderTest>): void {
  describe('receipts', () => {
    it('keeps a chain in order, however long, and gives it from any position', async () => {
      const { receipts } = (await start()).ledger;
      const chain: Receipt[] = [];
      for (let n = 0; n < 12; n++) {
        const next = receiptAfter(chain.at(-1), `p${n}`);
        expect(await receipts.append(next)).toBe('appended');
        chain.push(next);
      }
      expect(await receipts.chain('w1')).toEqual(chain);
      expect(await receipts.chain('w1', 9)).toEqual(chain.slice(9));
      expect(await receipts.chain('w1', 12)).toEqual([]);
      expect(brokenAt(await receipts.chain('w1'), SALT)).toBeUndefined();
      expect(await receipts.chain('w2')).toEqual([]);
    });

    it('has one receipt at a position, with its own payload', async () => {
      const { receipts } = (await start()).ledger;
      const [first, second] = [receiptAfter(undefined, 'ada'), receiptAfter(undefined, 'bob')];
      expect(await receipts.append(first)).toBe('appended');
      expect(await receipts.append(second)).toBe('taken');
      expect(await receipts.append(first)).toBe('taken');
      expect(await receipts.chain('w1')).toEqual([first]);
    });

    it('mixes no payloads when many processes append at once', async () => {
      const { receipts } = (await start()).ledger;
      const written = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((note) => appendNext(receipts, note)));
      const chain = await receipts.chain('w1');
      expect(brokenAt(chain, SALT)).toBeUndefined();
      expect(chain).toEqual(written.toSorted((a, b) => a.header.position - b.header.position));
    });

    it('says where a chain ends, without the rest of it', async () => {
      const { receipts } = (await start()).ledger;
      expect(await receipts.last('w1')).toBeUndefined();
      await appendNext(receipts, 'ada');
      const second = await appendNext(receipts, 'bob');
      expect(await receipts.last('w1')).toEqual(second.header);
    });

    it('keeps a receipt that has no payload', async () => {
      const { receipts } = (await start()).ledger;
      const { header } = receiptAfter(undefined, 'ada');
      expect(await receipts.append({ header })).toBe('appended');
      expect(await receipts.chain('w1')).toEqual([{ header }]);
    });

    it('erases the payloads of one worker below a position, then all, and the chain still verifies', async () => {
      const { receipts } = (await start()).ledger;
      const chain: Receipt[] = [];
      // so that a position has more digits than another one
      for (let n = 0; n < 11; n++) chain.push(receiptAfter(chain.at(-1), `p${n}`));
      const other = receiptAfter(undefined, 'eve', 'w2');
      for (const receipt of [...chain, other]) await receipts.append(receipt);
      const bare = (from: number, to?: number) => chain.slice(from, to).map(({ header }) => ({ header }));
      await receipts.erase('w1', 0);
      expect(await receipts.chain('w1')).toEqual(chain);
      await receipts.erase('w1', 9);
      await receipts.erase('w1', 9);
      expect(await receipts.chain('w1')).toEqual([...bare(0, 9), ...chain.slice(9)]);
      expect(brokenAt(await receipts.chain('w1'), SALT)).toBeUndefined();
      await receipts.erase('w1');
      await receipts.erase('w1');
      expect(await receipts.chain('w1')).toEqual(bare(0));
      expect(brokenAt(await receipts.chain('w1'), undefined)).toBeUndefined();
      expect(await receipts.chain('w2')).toEqual([other]);
    });
  });
}
