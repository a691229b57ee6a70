import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { shownExpectations } from './shown-expectation.ts';

export const expectEndCommand = declare({
  name: 'expect end',
  summary: 'Ends an announced change on every target: from now on the limit holds again.',
  input: closed({ expectation: text, reason: text }),
  output: shownExpectations,
  changes: true,
  arguments: [
    { field: 'expectation', as: 'positional', describe: 'the id of the announcement', names: 'expectation' },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the announcement and in a receipt' },
  ],
  examples: [
    {
      input: { expectation: 'exp_7b1e0c1c', reason: 'all of them have left' },
      says: 'workers who leave from now on count against the limit',
    },
  ],
  look: { command: 'expect list', fields: [] },
  runbook: {
    trigger: 'The announced change is done, was called off, or was announced by mistake.',
    blastRadius: 'Workers of the cohort who have not changed yet count against the limit, and may be held or wait.',
    checks: '`expect list` shows the announcement as open.',
    verification: 'The answer shows it as ended on each target.',
    wayBack: 'Announce the rest again by `expect announce`.',
  },
});
