import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { isWhole, SELECTOR, SELECTOR_ARGUMENTS, saysWhom, waysOf } from '../worker-selector.ts';
import { explainedDelivery, explanation } from './explanation.ts';
import { preview } from './preview.ts';

const LONGEST_EVENT = 65_536;
/** Its length is not in the schema: the form of a runbook document would have to hold as much. */
const eventText = z
  .string('must be text')
  .check(z.refine((value) => value.length <= LONGEST_EVENT, `holds at most ${LONGEST_EVENT} characters`));

export const explainCommand = declare({
  name: 'explain',
  summary: 'Shows the history of a worker or of a delivery, with reasons: events, facts, access, receipts.',
  input: closed({ ...SELECTOR, delivery: z.optional(text), event: z.optional(eventText) }).check(
    z.refine(({ delivery, event, ...whom }) => {
      if (event !== undefined)
        return delivery === undefined && whom.connection !== undefined && waysOf(whom) === 1 && !isWhole(whom);
      return delivery === undefined ? saysWhom(whom) : waysOf(whom) === 0 && isWhole(whom);
    }, 'must have one of: worker, source, connection with sourceWorkerId, email, delivery'),
  ),
  output: z.object({
    delivery: z.optional(explainedDelivery),
    preview: z.optional(preview),
    workers: list(explanation),
    story: list(z.string()),
  }),
  changes: false,
  arguments: [
    ...SELECTOR_ARGUMENTS,
    {
      field: 'delivery',
      as: 'option',
      describe: 'the digest of a delivery, from the log of ingest',
      names: 'delivery',
    },
    {
      field: 'event',
      as: 'option',
      describe:
        'an event in JSON as the connection sends it, together with connection: shows how it would be read, and sends nothing',
    },
  ],
  examples: [
    { input: { email: 'ada@example.com' }, says: 'why this person has the access they have' },
    { input: { delivery: '4f0c' }, says: 'what became of one delivery' },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'You want to know why a worker has or lacks access, or what became of an HR delivery.',
    checks: 'None.',
    verification: 'The story ends with the worker’s current state, or with what became of the delivery.',
  },
});
