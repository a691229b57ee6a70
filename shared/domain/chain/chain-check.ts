import { payloadHmac, type Receipt, receiptHash } from '../receipt.ts';
import type { ChainFault, ChainPart, Reached } from './chain-part.ts';
import { closingCheck } from './closing-check.ts';

export interface ChainCheck {
  /** Takes the next receipt; answers what is wrong with it and where the chain stands behind it. */
  take(receipt: Receipt): { readonly faults: readonly ChainFault[]; readonly reached: Reached };
  /** Goes on with a further part of the same chain. */
  goOn(part: ChainPart): readonly ChainFault[];
  /** What is wrong with the chain as a whole, and how many of its intents are open. */
  finish(): { readonly faults: readonly ChainFault[]; readonly open: number };
}

/** Checks one chain, receipt by receipt. `at`: epoch ms at which it was read. */
export function checkChain(first: ChainPart, at: number): ChainCheck {
  let part = first;
  let missing = first.receipts;
  let expected = first.from;
  // the receipt before a part that begins later is in no file
  let previousHash = first.from === 0 ? '' : undefined;
  const closing = closingCheck();

  const ofPart = (): readonly ChainFault[] =>
    missing > 0
      ? [{ because: `${missing} of the ${part.receipts} receipts that were announced are missing` }]
      : missing < 0
        ? [{ because: `${-missing} receipts more than the ${part.receipts} that were announced` }]
        : [];

  return {
    take: ({ header, payload }) => {
      const { position } = header;
      const faults: ChainFault[] = [];
      const isNext = position === expected;
      if (header.workerKey !== part.workerKey)
        faults.push({ position, because: 'It belongs to the chain of another worker' });
      if (!isNext)
        faults.push({
          position,
          because: `Position ${expected} was expected here: a receipt is missing, or the order was changed`,
        });
      else if (previousHash !== undefined && header.previousHash !== previousHash)
        faults.push({
          position,
          because: 'It does not follow from the receipt before it: one of the two was changed, or replaced',
        });
      if (payload && part.salt !== undefined && payloadHmac(payload, part.salt) !== header.payloadHmac)
        faults.push({ position, because: 'Its payload is not the one that it was written with' });
      faults.push(...closing.take(header));
      previousHash = receiptHash(header);
      expected = position + 1;
      missing--;
      return { faults, reached: { position, hash: previousHash } };
    },
    goOn: (next) => {
      const faults = [...ofPart()];
      if (next.from !== expected)
        faults.push({
          position: next.from,
          because: `The part before ends at position ${expected - 1}: what is between the two is missing`,
        });
      part = next;
      missing = next.receipts;
      expected = next.from;
      return faults;
    },
    finish: () => {
      const { open, overdue } = closing.finish(at);
      // where the file does not reach the chain's end, the outcome may stand behind it
      const isWhole = expected >= part.length;
      return { faults: [...ofPart(), ...(isWhole ? overdue : [])], open };
    },
  };
}
