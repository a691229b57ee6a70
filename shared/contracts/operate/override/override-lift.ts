import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { shownOverride } from './shown-override.ts';

export const overrideLiftCommand = declare({
  name: 'override lift',
  summary: 'Ends an operator override: from now on HR’s facts and the rules decide again, and the worker is checked.',
  input: closed({ override: text, reason: text }),
  output: z.object({ workerKey: z.string(), override: shownOverride }),
  changes: true,
  arguments: [
    { field: 'override', as: 'positional', describe: 'the id of the override', names: 'override' },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the override' },
  ],
  examples: [
    {
      input: { override: 'ovr_7b1e0c1c_4', reason: 'the laptop was found' },
      says: 'give access again, if HR and the rules say so',
    },
  ],
  look: { command: 'override list', fields: [] },
  runbook: {
    trigger: 'The reason why an operator ended or kept a worker’s access no longer applies.',
    blastRadius: 'One worker: they can sign in again if HR’s facts and the rules say so.',
    checks: '`override list` shows the worker and the reason. The person who asked for the override agrees.',
    verification: 'The answer shows the override as lifted, and within minutes `explain` shows the result.',
    wayBack: '`disable` ends their access again, as a new override.',
  },
});
