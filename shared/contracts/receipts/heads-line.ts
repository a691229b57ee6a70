import * as z from 'zod/mini';

/** The first line of a file of chain heads. `at`: epoch ms at which the chains were read. */
const beginning = z.object({ kind: z.literal('heads'), schema: z.literal(1), at: z.number() });

/** That the chain of this worker had this hash (`receiptHash`) at this position. It holds nothing personal. */
const head = z.object({
  kind: z.literal('head'),
  workerKey: z.string(),
  position: z.number(),
  hash: z.string(),
});

/** One line of a file of chain heads, which is JSON lines. */
export const headsLine = z.discriminatedUnion('kind', [beginning, head]);

export type HeadsLine = z.infer<typeof headsLine>;

export type ChainHead = Extract<HeadsLine, { kind: 'head' }>;
