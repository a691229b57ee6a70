import * as z from 'zod/mini';

import { declare, READS_ONLY } from './command.ts';
import { explainedDelivery, explanation } from './explanation.ts';
import { closed, list, text } from './fields.ts';
import { isWhole, SELECTOR, SELECTOR_ARGUMENTS, saysWhom, waysOf } from './worker-selector.ts';

export const explainCommand = declare({
  name: 'explain',
  summary: 'Tells all that happened about a worker, or about a delivery, and why: events, facts, access, receipts.',
  input: closed({ ...SELECTOR, delivery: z.optional(text) }).check(
    z.refine(
      ({ delivery, ...whom }) => (delivery === undefined ? saysWhom(whom) : waysOf(whom) === 0 && isWhole(whom)),
      'must say one of: worker, source, connection with sourceWorkerId, email, delivery',
    ),
  ),
  output: z.object({
    delivery: z.optional(explainedDelivery),
    workers: list(explanation),
    story: list(z.string()),
  }),
  changes: false,
  arguments: [
    ...SELECTOR_ARGUMENTS,
    { field: 'delivery', as: 'option', describe: 'the digest of a delivery, from the log of ingest' },
  ],
  examples: [
    { input: { email: 'ada@example.com' }, says: 'why this person has the access they have' },
    { input: { delivery: '4f0c' }, says: 'what became of one delivery' },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'Why somebody has, or lacks, their access; what became of a delivery of HR.',
    checks: 'None.',
    verification: 'The story ends with how the worker stands now, or with what became of the delivery.',
  },
});
