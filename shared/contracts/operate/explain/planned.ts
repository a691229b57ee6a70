import * as z from 'zod/mini';

import { at, list } from '../fields.ts';

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
  /** False in observe mode, for a worker outside the pilot, and while all writes are off. */
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

export type PlannedTarget = z.infer<typeof plannedTarget>;
