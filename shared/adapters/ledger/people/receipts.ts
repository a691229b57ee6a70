import type { Receipt, ReceiptHeader, ReceiptPayload } from '../../../domain/receipt.ts';
import type { Receipts } from '../../../ports/ledger/people/receipts.ts';
import { deleteAll } from '../item/delete-all.ts';
import { decode, encode } from '../item/item-kind.ts';
import { keyText, sortable } from '../item/key-text.ts';
import { readAll } from '../item/read-all.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { HEADER, PAYLOAD } from '../shape/receipt-shape.ts';

/** After every position. */
const END = '~';

/**
 * The header decides. Its payload is written before it, under a key of its own that the header names by its HMAC: a payload
 * without a header is never seen, and of two writers at one position each has its own.
 */
export function ledgerReceipts({ items }: LedgerParts): Receipts {
  const partition = (workerKey: string) => keyText('worker', workerKey);
  const headerKey = ({ workerKey, position }: ReceiptHeader) => ({
    pk: partition(workerKey),
    sk: keyText('receipt', sortable(position)),
  });
  const payloadKey = ({ workerKey, position, payloadHmac }: ReceiptHeader) => ({
    pk: partition(workerKey),
    sk: keyText('payload', sortable(position), payloadHmac),
  });

  /** Deletes the payload that the loser of a position wrote, because it may name a person; unless the winner has the same. */
  async function dropPayload(header: ReceiptHeader): Promise<void> {
    const item = await items.get(headerKey(header));
    const isTheWinners = item && decode(HEADER, item).payloadHmac === header.payloadHmac;
    if (item && !isTheWinners) await items.delete(payloadKey(header), 'any');
  }

  return {
    append: async ({ header, payload }) => {
      if (payload) await items.put(encode(PAYLOAD, { ...payloadKey(header), body: payload }), 'any');
      const answer = await items.put(encode(HEADER, { ...headerKey(header), body: header }), 'absent');
      if (answer === 'put') return 'appended';
      if (payload) await dropPayload(header);
      return 'taken';
    },
    chain: async (workerKey, from = 0) => {
      const pk = partition(workerKey);
      const range = (kind: string) => ({ pk, sk: { from: keyText(kind, sortable(from)), to: keyText(kind, END) } });
      // headers first: whatever header is seen, its payload was there before it
      const headers: ReceiptHeader[] = [];
      for await (const item of readAll(items, range('receipt'))) headers.push(decode(HEADER, item));
      const payloads = new Map<string, ReceiptPayload>();
      for await (const item of readAll(items, range('payload'))) payloads.set(item.sk, decode(PAYLOAD, item));
      return headers.map((header): Receipt => {
        const payload = payloads.get(payloadKey(header).sk);
        return { header, ...(payload && { payload }) };
      });
    },
    last: async (workerKey) => {
      const sk = { from: keyText('receipt', sortable(0)), to: keyText('receipt', END) };
      const { items: found } = await items.query({ pk: partition(workerKey), sk, order: 'descending', limit: 1 });
      return found[0] && decode(HEADER, found[0]);
    },
    // a position alone sorts before every payload at it
    erase: (workerKey, before) =>
      deleteAll(items, {
        pk: partition(workerKey),
        sk: { from: keyText('payload', ''), to: keyText('payload', before === undefined ? END : sortable(before)) },
      }),
  };
}
