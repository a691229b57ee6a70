import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { settleChange } from '../organisation/settle-change.ts';
import { findUsersByIds } from './find-users.ts';
import type { EnableDeps } from './set-enabled.ts';

/** Takes an account out of the directory, with its groups and roles; one that is not there is done. No plan does this: people may. */
export async function removeUser(
  { organisation, directories }: EnableDeps,
  accountId: string,
  call: Call,
): Promise<Outcome<void>> {
  const may = await directories.mayWrite(call);
  if (may.kind !== 'done') return may;
  const operation = 'users.remove';
  const look = async (): Promise<Outcome<boolean>> => {
    const seen = await findUsersByIds(organisation, [accountId], call);
    return seen.kind === 'done' ? done(seen.value.get(accountId)?.kind === 'absent') : seen;
  };
  const path = organisation.paths.user(accountId);
  const reply = await organisation.ask({ operation, method: 'DELETE', path }, call);
  const hint = 'whom an identity provider owns is removed there';
  const removed = await settleChange(organisation, reply, { about: { operation, hint }, look }, call);
  if (removed.kind !== 'refused' || removed.reason !== 'not-found') return removed;
  const gone = await look();
  return gone.kind === 'done' && gone.value ? done(undefined) : removed;
}
