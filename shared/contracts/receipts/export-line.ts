import * as z from 'zod/mini';

import { receiptHeaderAsWritten, receiptPayload } from './receipt-fields.ts';

/**
 * The first line of an export: what it was asked for. `payloads` says whether payloads and salts, and with them personal data, are in
 * the file.
 */
const beginning = z.object({
  kind: z.literal('export'),
  schema: z.literal(1),
  /** Epoch ms. */
  at: z.number(),
  payloads: z.boolean(),
  worker: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
});

/** The next `receipts` lines are receipts of this chain, from position `from` on; the whole chain has `length`. A long one has several parts. */
const chain = z.object({
  kind: z.literal('chain'),
  workerKey: z.string(),
  from: z.number(),
  receipts: z.number(),
  length: z.number(),
  salt: z.optional(z.string()),
});

const receipt = z.object({
  kind: z.literal('receipt'),
  header: receiptHeaderAsWritten,
  payload: z.optional(receiptPayload),
  /** Why there is no payload: it was erased, or the export was asked for without payloads. */
  without: z.optional(z.enum({ erased: 'erased', 'not-asked': 'not-asked' })),
});

const end = z.object({ kind: z.literal('end') });

/** One line of an export of receipts, which is JSON lines. */
export const exportLine = z.discriminatedUnion('kind', [beginning, chain, receipt, end]);

export type ExportLine = z.infer<typeof exportLine>;
