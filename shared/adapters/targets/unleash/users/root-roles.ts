import type { Outcome } from '../../../../domain/outcome.ts';
import { done } from '../../../../domain/outcome.ts';
import { UNLEASH_TRAITS } from '../traits.ts';

type RoleName = (typeof UNLEASH_TRAITS.roles)[number];

/** The ids of the predefined root roles, the same on every instance. */
const IDS: Readonly<Record<RoleName, number>> = { admin: 1, editor: 2, viewer: 3 };

/** The role's id; `permanent` for a role that Unleash does not have. */
export function rootRoleId(role: string, target: string): Outcome<number> {
  const known = UNLEASH_TRAITS.roles.find((name) => name === role);
  if (known) return done(IDS[known]);
  const because = `${target} has no role ${role}; it has ${UNLEASH_TRAITS.roles.join(', ')}. Correct the policy`;
  return { kind: 'permanent', because };
}

/** A role of the instance's own making has no name here, and ranks below the least. */
export const rootRoleName = (id: number | undefined | null): string | undefined =>
  id === undefined || id === null
    ? undefined
    : (UNLEASH_TRAITS.roles.find((name) => IDS[name] === id) ?? `root role ${id}`);
