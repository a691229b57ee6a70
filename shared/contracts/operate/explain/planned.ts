import * as z from 'zod/mini';

import { at, list } from '../fields.ts';
import { reportOf } from '../report/report-fields.ts';

/** One step as operators read it: ids and rules, no address. */
const step = z.object({
  action: z.string(),
  rule: z.string(),
  accountId: z.optional(z.string()),
  role: z.optional(z.string()),
  from: z.optional(z.string()),
  /** By name where the configuration names them, else by id. */
  groups: z.optional(list(z.string())),
  /** A guard keeps it from being done. */
  held: z.boolean(),
});

/** What would be done for one worker on one target. */
export const plannedTarget = z.object({
  target: z.string(),
  mode: z.string(),
  /** False in observe mode, for a worker outside the pilot or not admitted by the rollout yet, and while all writes are off. */
  sends: z.boolean(),
  /** Set when the target could not be asked: nothing is known then. */
  stopped: z.optional(z.string()),
  steps: list(step),
  /** The worker's state there once that is done. */
  afterwards: z.object({ state: z.string(), because: z.string() }),
  holds: list(
    z.object({
      id: z.string(),
      kind: z.string(),
      because: z.string(),
      decision: z.optional(z.enum(['approved', 'rejected'])),
    }),
  ),
});

export const planned = z.object({
  workerKey: z.string(),
  at,
  standing: z.string(),
  targets: list(plannedTarget),
});

/** One step of one worker that would be done at the instant, and would not be done now. */
const row = z.object({
  workerKey: z.string(),
  target: z.string(),
  /** The step, for instance `disable`. */
  state: z.string(),
  rule: z.string(),
  accountId: z.optional(z.string()),
  role: z.optional(z.string()),
  from: z.optional(z.string()),
  groups: z.optional(list(z.string())),
  /** Ids of the events and overrides that count then and do not count now; none where only the day is another. */
  events: list(z.string()),
});

export const plannedAll = z.extend(reportOf(row), {
  at,
  /** When the last sweep of each target began: what it saw is what the steps are made from. */
  sweeps: list(z.object({ target: z.string(), sweptAt: z.optional(at) })),
});

export type PlannedRow = z.infer<typeof row>;
export type PlannedAll = z.infer<typeof plannedAll>;
export type PlannedTarget = z.infer<typeof plannedTarget>;
