import * as z from 'zod/mini';

import type { Authority } from '../../../domain/policy/authority.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import type { ReplacedBy } from '../../../domain/records/without-replaced.ts';
import { jsonOrUndefined } from '../../../domain/text/json-or-undefined.ts';
import type { AccessSettings } from '../../config/config.ts';
import { authority, replacedBy, sectionsFor } from '../../config/config-schema.ts';
import { PROVIDERS } from '../../config/providers.ts';

/** What a configuration says of who gets what, without all else. */
export interface ProposedPolicy extends Pick<Policy, 'rules' | 'lists'> {
  readonly targets: Readonly<Record<string, { readonly maxRole: string }>>;
  readonly authority?: Authority | undefined;
  readonly replacedBy?: ReplacedBy | undefined;
}

const { rules, lists } = sectionsFor(PROVIDERS);
const shape: z.ZodMiniType<ProposedPolicy> = z.strictObject({
  rules,
  lists,
  targets: z.record(z.string(), z.strictObject({ maxRole: z.string() })),
  authority: z.optional(authority),
  replacedBy: z.optional(replacedBy),
});

const LONGEST = 200_000;
const EXPECTED =
  'must be a policy in JSON: its targets with their maxRole, its lists and its rules, and where they are declared its authority and replacedBy';

/** A policy in JSON, as `policyText` writes it. Its length is not in the schema: the form of a runbook document would have to hold as much. */
export const proposedPolicy = z.string('must be text').check(
  z.refine((value) => value.length <= LONGEST, `holds at most ${LONGEST} characters`),
  z.refine((value) => value.length > LONGEST || shape.safeParse(decoded(value)).success, EXPECTED),
);

/** What `proposedPolicy` accepted. Throws for anything else. */
export const readPolicy = (text: string): ProposedPolicy => shape.parse(decoded(text));

/** The form of a runbook document takes no braces, so the JSON may stand in base64url. */
const decoded = (text: string): unknown =>
  jsonOrUndefined(text.startsWith('{') ? text : Buffer.from(text, 'base64url').toString());

/** The part of a configuration that decides who gets what, as one text in base64url. */
export const policyText = ({
  rules: all,
  lists: named,
  targets,
  access,
}: Pick<Policy, 'rules' | 'lists' | 'targets'> & {
  readonly access?: Pick<AccessSettings, 'authority' | 'replacedBy'>;
}): string =>
  Buffer.from(
    JSON.stringify({
      targets: Object.fromEntries(Object.entries(targets).map(([name, { maxRole }]) => [name, { maxRole }])),
      lists: named,
      rules: all,
      ...(access?.authority && { authority: access.authority }),
      ...(access?.replacedBy && { replacedBy: access.replacedBy }),
    }),
  ).toString('base64url');
