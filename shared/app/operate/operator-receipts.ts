import { payloadHmac, type Receipt, type ReceiptPayload, receiptHash, type Verdict } from '../../domain/receipt.ts';
import type { OperateDeps } from './deps.ts';

/** What an operator changes that concerns no worker. */
export interface OperatorChange {
  /** The name of the chain, in place of a worker's key. */
  readonly chain: string;
  readonly target: string;
  readonly action: string;
  /** The operator and the reason; nothing of a worker. */
  readonly payload: ReceiptPayload;
}

/**
 * Appends to a chain of operators' changes and answers the position. Another operator may be at work: a taken position is read, and the
 * next one is tried.
 */
export async function appendOperatorReceipt(
  { chain: workerKey, target, action, payload }: OperatorChange,
  { verdict, closes }: { readonly verdict: Verdict; readonly closes?: number },
  { ledger: { receipts }, clock }: Pick<OperateDeps, 'ledger' | 'clock'>,
): Promise<number> {
  for (;;) {
    const last = (await receipts.chain(workerKey)).at(-1)?.header;
    const position = (last?.position ?? -1) + 1;
    const receipt: Receipt = {
      header: {
        workerKey,
        position,
        target,
        action,
        entry: closes === undefined ? 'intent' : 'outcome',
        verdict,
        ...(closes !== undefined && { closes }),
        rule: 'operator',
        at: clock.now(),
        previousHash: last ? receiptHash(last) : '',
        payloadHmac: payloadHmac(payload, workerKey),
      },
      payload,
    };
    if ((await receipts.append(receipt)) === 'appended') return position;
  }
}
