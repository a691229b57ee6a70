import * as z from 'zod/mini';

import type { ReceiptHeader, ReceiptPayload } from '../../domain/receipt.ts';

/** All fields of a header, the optional ones too: one that is added to it and missing here does not compile. */
type Fields = { readonly [K in keyof ReceiptHeader]-?: z.ZodMiniType<ReceiptHeader[K]> };

const FIELDS = {
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
} satisfies Fields;

type Words<T extends string> = { readonly [K in T]: K };

export const receiptHeader = z.object(FIELDS);

/** Keeps what it does not know, because the hash of a header is that of all of its fields. */
export const receiptHeaderAsWritten = z.looseObject(FIELDS);

export const receiptPayload: z.ZodMiniType<ReceiptPayload> = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
);
