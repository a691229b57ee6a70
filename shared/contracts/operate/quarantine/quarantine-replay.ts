import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { shownEvent } from './shown-quarantined.ts';

export const quarantineReplayCommand = declare({
  name: 'quarantine replay',
  summary:
    'Reads a delivery in quarantine again and sends what is understood now. What is understood whole leaves the quarantine; repeating it is harmless.',
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
  examples: [{ input: { id: '4f0c' }, says: 'read it again, now that the connection is set up rightly' }],
  look: { command: 'quarantine show', fields: ['id'] },
  runbook: {
    trigger: 'The version that understands the delivery is deployed, or HR has mended what was wrong with it.',
    blastRadius: 'The workers whom the delivery is about. What is older than what HR has said since changes nothing.',
    checks:
      '`quarantine show` says that its events are understood now. A delivery of today is more wisely sent again by HR.',
    verification:
      'The delivery is gone from `quarantine list`, and `explain` of one of its workers shows the event as recorded.',
    wayBack: 'There is nothing to take back: it is what HR had said. Let HR correct what is wrong in it.',
  },
});
