import type { ProtectedAccounts } from '../../contracts/config/config.ts';
import type { TargetRules } from '../../domain/plan/observed.ts';
import { matchesGlob } from '../../domain/policy/glob.ts';
import { normaliseEmail } from '../../domain/text/email.ts';

/** Whom nothing is ever written to: break-glass, service and shared accounts, and our own credential. */
export function protection(
  { ids, emails, globs }: ProtectedAccounts,
  ownId: string | undefined,
): TargetRules['isProtected'] {
  return ({ id, email, username }) => {
    if (id !== undefined && (id === ownId || ids.includes(id))) return true;
    const names = [email, username].filter((name) => name !== undefined);
    return names.some((name) => emails.includes(normaliseEmail(name)) || globs.some((glob) => matchesGlob(glob, name)));
  };
}
