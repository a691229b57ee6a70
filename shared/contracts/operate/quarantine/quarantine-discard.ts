import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { shownDiscarded } from './shown-quarantined.ts';

export const quarantineDiscardCommand = declare({
  name: 'quarantine discard',
  summary:
    'Deletes a delivery from quarantine, because nothing in it is needed: you say why. What it says is not processed.',
  input: closed({ id: text, reason: text }),
  output: z.object({ discarded: shownDiscarded }),
  changes: true,
  arguments: [
    { field: 'id', as: 'positional', describe: 'the id of the delivery', names: 'quarantined-delivery' },
    { field: 'reason', as: 'option', describe: 'why nothing in it is needed; quarantine list shows it' },
  ],
  examples: [
    {
      input: { id: '4f0c', reason: 'HR sent it again, corrected, the same day' },
      says: 'nothing in it is needed any more',
    },
  ],
  look: { command: 'quarantine show', fields: ['id'] },
  runbook: {
    trigger: 'HR sent again what the delivery said, or it says nothing that this system acts on.',
    blastRadius:
      'One delivery. If it says that a worker has left and HR does not send that again, the worker keeps their access.',
    checks:
      '`quarantine show` says what is not understood. Ask HR what the delivery says, and whether it came again: `explain` of the worker shows it.',
    verification: '`quarantine list` shows it under *Discarded*, with your name and reason.',
    wayBack: 'None here: its content is deleted. Let HR send it again.',
  },
});
