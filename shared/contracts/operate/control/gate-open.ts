import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { shownGate } from './shown-gate.ts';

export const gateOpenCommand = declare({
  name: 'gate open',
  summary:
    'Opens a target’s gate, so that the target is asked again from now on. Workers who wait for it are looked at when their time comes, five minutes later at most.',
  input: closed({ target: text, reason: text }),
  output: z.object({
    /** As it stands now. */
    gate: shownGate,
    /** What it was closed for; absent when it was open already, and nothing was changed. */
    was: z.optional(shownGate),
  }),
  changes: true,
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
    { field: 'reason', as: 'option', describe: 'why; it is shown by gate list' },
  ],
  examples: [
    {
      input: { target: 'atlan-prod', reason: 'the other integration was stopped, Atlan answers again' },
      says: 'ask this target again from now on',
    },
  ],
  look: { command: 'gate list', fields: [] },
  runbook: {
    trigger:
      'What closed the gate is mended, and you do not want to wait until one request is let through by itself, five minutes at most.',
    blastRadius:
      'One target. While it still refuses, each request that is sent may prolong its block for every other integration too; the first refusal closes the gate again.',
    checks:
      '`gate list` shows the cause, and that cause is gone. One leaver who cannot wait needs no open gate: `disable` asks the target at once.',
    verification:
      '`gate list` shows the gate open with your name, and still does a minute later. If it is closed again, the target refused: look at the cause.',
    wayBack: 'Nothing is needed: the first refusal closes the gate again. `pause` stops all writes to one target.',
  },
});
