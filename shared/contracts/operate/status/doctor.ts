import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { at, closed, list, text } from '../fields.ts';
import { shownRollout } from '../rollout/shown-rollout.ts';

/** `wrong` does harm now; `warn` may do harm, or is not known. */
const finding = z.object({
  level: z.enum(['ok', 'warn', 'wrong']),
  what: z.string(),
  because: z.string(),
  next: z.optional(z.string()),
});

const walkedStep = z.object({
  step: z.enum(['invite', 'enable', 'role', 'group', 'disable', 'leave']),
  /** `verified`: done and read back. `refused`: the target says no. `not-done`: it could not be asked, or does not show it. */
  result: z.enum(['verified', 'refused', 'not-done', 'skipped']),
  because: z.string(),
});

const walk = z.object({
  accountId: z.optional(z.string()),
  steps: list(walkedStep),
  /** Whether this credential may disable accounts. */
  mayDisable: z.enum(['yes', 'no', 'unknown']),
  /** How the account was left, read back: `reduced` has the least role and is in no group. */
  left: z.enum(['disabled', 'reduced', 'absent', 'unclear']),
});

const side = z.object({
  accounts: z.number(),
  /** Whether its list was read to its end. From a short list nothing is missing. */
  isWhole: z.boolean(),
});

const cutOver = z.object({
  own: side,
  scim: side,
  /** How many accounts are the same on both sides. */
  same: z.number(),
  differing: z.number(),
  /** At most 200 of them. */
  differences: list(
    z.object({
      kind: z.enum(['username', 'state', 'another', 'not-in-scim', 'only-in-scim', 'unclear']),
      accountId: z.optional(z.string()),
      scimId: z.optional(z.string()),
    }),
  ),
});

export const doctorCommand = declare({
  name: 'doctor',
  summary:
    'Examines one target: its credential, roles, groups, who makes accounts there, and its limits, against the configuration; and the installation in AWS itself. Reads only; with a canary it also takes that test account through all steps from invitation to disable.',
  input: closed({
    target: text,
    canary: z.optional(text),
    cutOver: z.optional(z.boolean('must be true or false')),
  }).check(
    z.refine(
      ({ canary, cutOver: compares }) => canary === undefined || !compares,
      'must have either canary or cutOver',
    ),
  ),
  output: z.object({
    target: z.string(),
    mode: z.string(),
    /** The rollout in force. */
    rollout: z.optional(shownRollout),
    /** The worst first. */
    findings: list(finding),
    credential: z.optional(z.object({ id: z.string(), kind: z.string(), expiresAt: z.optional(at) })),
    roles: list(z.object({ name: z.string(), id: z.string() })),
    /** Of the catalogue. */
    groups: list(
      z.object({ name: z.string(), state: z.enum(['found', 'creatable', 'missing']), id: z.optional(z.string()) }),
    ),
    provisioning: z.object({
      configured: z.string(),
      /** On one page of accounts; absent where the target did not show it. */
      accounts: z.optional(z.number()),
      byScim: z.optional(z.number()),
      /** Internal names of groups the identity provider fills. */
      mappedGroups: z.optional(list(z.string())),
    }),
    /** What answers said of the request limit. */
    limits: list(z.object({ header: z.string(), value: z.string() })),
    /** Observed behaviour that the provider does not document, by its number in docs/atlan-client.md. */
    settled: list(z.object({ unknown: z.number(), seen: z.string() })),
    canary: z.optional(walk),
    /** What both interfaces of the target show of accounts. */
    cutOver: z.optional(cutOver),
    /** How many requests it took. */
    requests: z.number(),
  }),
  changes: true,
  changesOnlyWith: 'canary',
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
    {
      field: 'canary',
      as: 'option',
      describe:
        'the address of a test account that no worker uses: it is invited, given a role and a group, and disabled',
    },
    {
      field: 'cutOver',
      as: 'switch',
      describe:
        'also compare the accounts of the target with those that SCIM shows, before SCIM is switched on; reads only',
    },
  ],
  examples: [
    { input: { target: 'atlan-prod' }, says: 'whether the tenant is as the configuration says' },
    { input: { target: 'atlan-prod', cutOver: true }, says: 'what would go wrong if SCIM were switched on now' },
    {
      input: { target: 'atlan-prod', canary: 'canary@example.com' },
      says: 'whether this credential may disable an account; accept the invitation in between, and run it again',
    },
  ],
  look: { command: 'doctor', fields: ['target'] },
  runbook: {
    trigger: 'A new target, a new token, refused credentials, or a target that behaves differently than before.',
    blastRadius:
      'None without `--canary`: it only reads. With it, one test account is invited, given a role and a group, and disabled.',
    checks:
      'For a canary: the address belongs to no worker, its domain is allowed, and the owner of the mailbox expects the mail.',
    verification: 'Every finding is `ok`. A finding that is `warn` or `wrong` says what to do.',
    wayBack: 'A canary is left disabled, or in the least role and out of every group; remove it in the target by hand.',
  },
});

export type Finding = z.infer<typeof finding>;
export type CutOver = z.infer<typeof cutOver>;
export type Walk = z.infer<typeof walk>;
export type WalkedStep = z.infer<typeof walkedStep>;
