import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at, list } from '../fields.ts';
import { actionCount } from '../report/action-count.ts';
import { coming } from '../status/coming.ts';
import { rolloutSettings, SETTINGS_ARGUMENTS } from './rollout-fields.ts';

export const rolloutPlanCommand = declare({
  name: 'rollout plan',
  summary:
    'Shows the waves of a first rollout on a target: whom each would admit, and what would be done. Starts nothing.',
  input: rolloutSettings,
  output: z.object({
    target: z.string(),
    mode: z.string(),
    by: z.string(),
    perDay: z.number(),
    /** In per cent. */
    stopAt: z.number(),
    /** Workers for whom something would be done, and how many waves that makes. */
    workers: z.number(),
    waveCount: z.number(),
    /** Workers who left and whose accounts end at once, whatever their wave. */
    leavers: z.number(),
    /** The first 30 waves. */
    waves: list(
      z.object({
        wave: z.number(),
        /** When it would open. */
        from: at,
        workers: z.number(),
        /** Absent for those who belong to none of the cohorts, and where all workers are one. */
        cohorts: list(z.object({ cohort: z.optional(z.string()), workers: z.number() })),
        actions: list(actionCount),
      }),
    ),
    /** Events and workers that are not counted yet; absent while there are none. */
    coming: z.optional(coming),
  }),
  changes: false,
  arguments: SETTINGS_ARGUMENTS,
  examples: [
    {
      input: { target: 'atlan-prod', by: 'department', perDay: '50', stopAt: '5%' },
      says: 'whom a rollout of 50 workers a day would write first',
    },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'Before a first rollout, after `report observe` was read and agreed.',
    checks:
      'The target is in the mode observe or pilot. It reports no events that are still being processed: with them the counts are incomplete.',
    verification: 'Every wave has the workers and the actions that you expect.',
  },
});
