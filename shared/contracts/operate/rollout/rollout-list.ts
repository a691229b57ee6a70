import { declare, READS_ONLY } from '../command.ts';
import { closed } from '../fields.ts';
import { shownRollouts } from './shown-rollout.ts';

export const rolloutListCommand = declare({
  name: 'rollout list',
  summary: 'Lists the rollout of every target that has one: how far it is, and how many workers wait.',
  input: closed({}),
  output: shownRollouts,
  changes: false,
  isUsual: true,
  arguments: [],
  examples: [{ input: {}, says: 'how far the rollouts are' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'While a rollout runs; when `rollout-stopped` has rung.',
    checks: 'None.',
    verification:
      'A rollout is `complete` once no worker waits. Where a company is too large to be counted in one call, the number of those who wait is absent.',
  },
});
