import { payloadHmac, type Receipt, type ReceiptPayload, receiptHash, type Verdict } from '../../../domain/receipt.ts';
import type { OperateDeps } from '../deps.ts';

/** What an operator changes of a group. */
export interface GroupChange {
  readonly target: string;
  readonly action: 'create-group' | 'delete-group' | 'grant-access' | 'revoke-access';
  /** The group, the operator and the reason; nothing of a worker. */
  readonly payload: ReceiptPayload;
}

/** All changes of a target's groups are one chain: they concern no worker. */
export const chainOf = (target: string): string => `${CHAIN_OF_GROUPS}${target}`;

/** A worker key has no spaces. */
export const isChainOfGroups = (key: string): boolean => key.startsWith(CHAIN_OF_GROUPS);

const CHAIN_OF_GROUPS = 'groups of ';

/**
 * Appends to the chain of a target's groups and answers the position. Another operator may be at work: a taken position is read, and the
 * next one is tried.
 */
export async function appendReceipt(
  { target, action, payload }: GroupChange,
  { verdict, closes }: { readonly verdict: Verdict; readonly closes?: number },
  { ledger: { receipts }, clock }: Pick<OperateDeps, 'ledger' | 'clock'>,
): Promise<number> {
  const workerKey = chainOf(target);
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
