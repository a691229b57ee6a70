import * as z from 'zod/mini';

import type { ReceiptHeader, ReceiptPayload } from '../../../domain/receipt.ts';
import type { Fields, ItemKind, Words } from '../item/item-kind.ts';

export const HEADER: ItemKind<ReceiptHeader> = {
  name: 'receipt',
  schema: 1,
  shape: z.object({
    workerKey: z.string(),
    position: z.number(),
    target: z.string(),
    accountId: z.optional(z.string()),
    action: z.string(),
    entry: z.enum({ intent: 'intent', outcome: 'outcome' } satisfies Words<ReceiptHeader['entry']>),
    verdict: z.enum({
      intended: 'intended',
      verified: 'verified',
      unverified: 'unverified',
      ended: 'ended',
      reduced: 'reduced',
      refused: 'refused',
      would_apply: 'would_apply',
      not_done: 'not_done',
      closed: 'closed',
    } satisfies Words<ReceiptHeader['verdict']>),
    closes: z.optional(z.number()),
    rule: z.string(),
    at: z.number(),
    previousHash: z.string(),
    payloadHmac: z.string(),
  } satisfies Fields<ReceiptHeader>),
};

export const PAYLOAD: ItemKind<ReceiptPayload> = {
  name: 'receipt payload',
  schema: 1,
  shape: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
};
