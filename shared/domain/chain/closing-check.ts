import type { ReceiptHeader } from '../receipt.ts';
import type { ChainFault } from './chain-part.ts';

/** Provision looks at every worker with an account once in 25 hours, and closes what it finds open. */
const CLOSED_WITHIN_MS = 48 * 3_600_000;

/** Whether every intent is followed by its outcome, and every outcome closes an intent of its own action. */
export function closingCheck() {
  const intents = new Map<number, ReceiptHeader>();
  const open = new Map<number, ReceiptHeader>();
  let first: number | undefined;

  return {
    take: (header: ReceiptHeader): readonly ChainFault[] => {
      const { position, closes, entry } = header;
      first ??= position;
      if (entry === 'intent') {
        intents.set(position, header);
        open.set(position, header);
        return [];
      }
      // an intent before the file's first position cannot be seen here
      if (closes === undefined || closes < first) return [];
      const intent = intents.get(closes);
      open.delete(closes);
      const isItsOwn = intent && intent.action === header.action && intent.target === header.target;
      return isItsOwn
        ? []
        : [{ position, because: `It closes position ${closes}, where no intent of this action on this target stands` }];
    },
    finish: (at: number): { readonly open: number; readonly overdue: readonly ChainFault[] } => ({
      open: open.size,
      overdue: [...open.values()]
        .filter((intent) => intent.at + CLOSED_WITHIN_MS < at)
        .map(({ position }) => ({
          position,
          because: 'No outcome closes this intent, though two days have passed: it is not known what became of it',
        })),
    }),
  };
}
