import * as z from 'zod/mini';

import { declare } from './command.ts';
import { closed, text } from './fields.ts';
import { shownOverride } from './shown-override.ts';

export const overrideLiftCommand = declare({
  name: 'override lift',
  summary:
    'Takes back what an operator stated: from now on HR’s facts and the rules decide again, and the worker is looked at.',
  input: closed({ override: text, reason: text }),
  output: z.object({ workerKey: z.string(), override: shownOverride }),
  changes: true,
  arguments: [
    { field: 'override', as: 'positional', describe: 'the id of the override' },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the override' },
  ],
  examples: [
    {
      input: { override: 'ovr_7b1e0c1c_4', reason: 'the laptop was found' },
      says: 'let them in again, if HR and the rules say so',
    },
  ],
});
