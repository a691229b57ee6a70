import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list } from '../fields.ts';
import { shownGate } from './shown-gate.ts';

export const gateListCommand = declare({
  name: 'gate list',
  summary: 'Lists every target with its gate: open, or closed since when, until when and why.',
  input: closed({}),
  output: z.object({ gates: list(shownGate) }),
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'which targets receive no requests now, and why' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'The alarm gate-closed or credentials-refused; a worker waits because the gate of a target is closed.',
    checks: 'None.',
    verification: 'It lists every target of the configuration, each open or closed.',
  },
});
