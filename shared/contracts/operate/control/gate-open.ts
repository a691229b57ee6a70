import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { shownGate } from './shown-gate.ts';

export const gateOpenCommand = declare({
  name: 'gate open',
  summary:
    'Opens a target’s gate, so that requests to the target are sent again from now on. Workers who wait for this target are checked when they are next due, at most five minutes later.',
  input: closed({ target: text, reason: text }),
  output: z.object({
    /** Its current state. */
    gate: shownGate,
    /** What it was closed for; absent when it was open already, and nothing was changed. */
    was: z.optional(shownGate),
    /** The same of the target's second interface, where it has one: both are opened. */
    channel: z.optional(z.object({ gate: shownGate, was: z.optional(shownGate) })),
  }),
  changes: true,
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
    { field: 'reason', as: 'option', describe: 'why; it is shown by gate list' },
  ],
  examples: [
    {
      input: { target: 'atlan-prod', reason: 'the other integration was stopped, Atlan answers again' },
      says: 'send requests to this target again from now on',
    },
  ],
  look: { command: 'gate list', fields: [] },
  runbook: {
    trigger:
      'The cause that closed the gate is fixed, and you do not want to wait for the next trial request, at most five minutes.',
    blastRadius:
      'One target. While the target still refuses requests, each request may prolong its block, also for every other integration; the first refusal closes the gate again.',
    checks:
      '`gate list` shows the cause, and that cause is gone. A single urgent leaver needs no open gate: `disable` sends its requests at once.',
    verification:
      '`gate list` shows the gate open with your name, and still does a minute later. If it is closed again, the target refused a request: see the cause.',
    wayBack: 'You need to do nothing: the first refusal closes the gate again. `pause` stops all writes to one target.',
  },
});
