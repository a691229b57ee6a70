import { createHash } from 'node:crypto';
import type { ReplacedBy } from '../records/without-replaced.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Authority } from './authority.ts';
import type { Policy } from './policy.ts';

interface RoleRules extends Pick<Policy, 'rules' | 'lists'> {
  readonly target: string;
  readonly maxRole: string;
  readonly access?: { readonly authority?: Authority | undefined; readonly replacedBy?: ReplacedBy | undefined };
}

/** Names all that decides about roles on a target; the order of rules means nothing, nor does what they say of groups. */
export function roleRulesDigest({ rules, lists, target, maxRole, access }: RoleRules): string {
  const giving = rules
    .filter((rule) => rule.target === target && rule.role !== undefined)
    .map(({ name, when, role }) => ({ name, when, role }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { authority, replacedBy } = access ?? {};
  const deciding = { giving, lists, maxRole, ...(authority && { authority }), ...(replacedBy && { replacedBy }) };
  return createHash('sha256').update(canonicalJson(deciding)).digest('hex').slice(0, 32);
}
