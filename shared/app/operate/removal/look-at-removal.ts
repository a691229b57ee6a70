import type { Account } from '../../../domain/account/account.ts';
import type { SeenRemoval } from '../../../domain/account/removal.ts';
import { done, type Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Target } from '../../../ports/target/target.ts';
import { ownedBy } from '../../estate/owned-by.ts';

/** An account that is to be removed, with what goes with it. */
export interface Seen {
  readonly account: Account;
  readonly removal: Extract<SeenRemoval, { readonly kind: 'asked' }>;
}

interface Looked {
  /** False where the target says that it has no account that could get what the other ones own. */
  readonly isKnown: boolean;
  /** Those of the accounts that are there. */
  readonly seen: readonly Seen[];
}

/** Reads the accounts of a leaver, the account that is to get what they own, and what that is. */
export async function lookAtRemoval(
  target: Target,
  { ids, transferTo }: { readonly ids: readonly string[]; readonly transferTo: string },
  call: Call,
): Promise<Outcome<Looked>> {
  const looked = await target.findByIds([...new Set([transferTo, ...ids])], call);
  if (looked.kind !== 'done') return looked;
  const to = looked.value.get(transferTo) ?? { kind: 'unknown' };
  if (to.kind === 'absent') return done({ isKnown: false, seen: [] });
  const seen: Seen[] = [];
  for (const id of ids) {
    const sighting = looked.value.get(id);
    if (sighting?.kind !== 'present') continue;
    const { account } = sighting;
    seen.push({ account, removal: { kind: 'asked', to, ...(await ownedBy(account, target, call)) } });
  }
  return done({ isKnown: true, seen });
}
