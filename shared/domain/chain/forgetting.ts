import type { ReceiptHeader } from '../receipt.ts';

/** What the receipts say that are written when payloads of a leaver's receipts are forgotten: `retention.leaverPayloadDays` asked for it. */
export const FORGETTING = { action: 'forget', rule: 'retention' } as const;

/** Whether a receipt says that payloads before it were forgotten. */
export const isForgotten = ({
  action,
  rule,
  entry,
  verdict,
}: Pick<ReceiptHeader, 'action' | 'rule' | 'entry' | 'verdict'>): boolean =>
  action === FORGETTING.action && rule === FORGETTING.rule && entry === 'outcome' && verdict === 'verified';
