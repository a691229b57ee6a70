import * as z from 'zod/mini';
import { declare, READS_ONLY } from '../command.ts';
import { at, closed, list } from '../fields.ts';
import { shownRollout } from '../rollout/shown-rollout.ts';
import { coming } from './coming.ts';

const trouble = z.object({
  what: z.string(),
  since: z.optional(at),
  harms: z.string(),
  /** The next command. */
  next: z.string(),
});

export const statusCommand = declare({
  name: 'status',
  summary:
    'Reports in one sentence that all is well, or the worst trouble: what, since when, whom it harms and what to do next.',
  input: closed({}),
  output: z.object({
    headline: z.string(),
    /** The worst first. */
    troubles: list(trouble),
    /** No trouble yet, and worth a look. */
    findings: list(z.string()),
    writesOff: z.boolean(),
    /** What operators switched off. */
    paused: list(
      z.object({ what: z.string(), target: z.optional(z.string()), actor: z.string(), reason: z.string(), since: at }),
    ),
    /** What AWS says of the work on the queue; `unknown` when it does not say. */
    intake: z.enum(['running', 'paused', 'turning', 'unknown']),
    /** The hash of the deployed policy; `waits` where another one is active on a target. */
    policy: z.optional(z.object({ hash: z.string(), state: z.enum(['active', 'waits']), since: z.optional(at) })),
    targets: list(
      z.object({
        target: z.string(),
        mode: z.string(),
        /** The rollout in force. */
        rollout: z.optional(shownRollout),
        gate: z.optional(z.object({ cause: z.string(), because: z.string(), closedAt: at, closedUntil: at })),
        sweep: z.optional(z.object({ state: z.enum(['running', 'finished']), startedAt: at, accounts: z.number() })),
      }),
    ),
    /** Which HR system sends; `lastHeard` is exact to a quarter of an hour, and absent until the first delivery. */
    connections: z.optional(list(z.object({ connection: z.string(), lastHeard: z.optional(at) }))),
    holds: z.object({ open: z.number(), byKind: z.record(z.string(), z.number()) }),
    workers: z.object({ due: z.number(), leaversNotEnded: z.number(), oldestDue: z.optional(at) }),
    /** Absent while nothing is on its way. */
    coming: z.optional(coming),
    deadLetters: z.number(),
    quarantined: z.number(),
    /** Counts stop here: a figure that is this large says "at least". */
    countedUpTo: z.number(),
  }),
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'the current state of the system' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'Any alarm, any doubt, the start of a shift.',
    checks: 'None.',
    verification: 'It answers. If it does not, the runbook of function-errors comes first.',
  },
});

export type Trouble = z.infer<typeof trouble>;
