import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { shownEvent } from './shown-quarantined.ts';

export const quarantineReplayCommand = declare({
  name: 'quarantine replay',
  summary:
    'Reads a delivery in quarantine again, and sends the events that are understood now. A delivery that is completely understood leaves the quarantine. Repeating it does no harm.',
  input: closed({ id: text }),
  output: z.object({
    id: z.string(),
    sent: list(shownEvent),
    /** What is still wrong, and where: as long as there is something, the delivery is kept. */
    notUnderstood: list(z.string()),
    kept: z.boolean(),
  }),
  changes: true,
  arguments: [{ field: 'id', as: 'positional', describe: 'the id of the delivery', names: 'quarantined-delivery' }],
  examples: [{ input: { id: '4f0c' }, says: 'read it again, now that the connection is configured correctly' }],
  look: { command: 'quarantine show', fields: ['id'] },
  runbook: {
    trigger: 'The version that understands the delivery is deployed, or HR has corrected it.',
    blastRadius: 'The workers in the delivery. An event that is older than what HR has sent since changes nothing.',
    checks:
      '`quarantine show` says that its events are understood now. If the delivery is from today, let HR send it again instead.',
    verification:
      'The delivery is gone from `quarantine list`, and `explain` of one of its workers shows the event as recorded.',
    wayBack: 'There is nothing to undo: these are the events that HR sent. Let HR correct what is wrong in them.',
  },
});
