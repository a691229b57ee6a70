import type { Account } from '../../../domain/account/account.ts';
import type { AccountChange } from '../../../domain/account/account-change.ts';
import { isDisabled } from '../../../domain/plan/action.ts';
import type { PollDeps } from '../deps.ts';

/**
 * The workers who have or had the e-mail of an account that no worker manages and that came alive just now, or took that e-mail: a
 * leaver must not go on with an account that is not ours. Only changed accounts are asked about, so a quiet target costs nothing.
 */
export async function strangersWorkers(
  changes: readonly AccountChange[],
  now: Account,
  { ledger }: Pick<PollDeps, 'ledger'>,
): Promise<readonly string[]> {
  if (now.email === undefined || isDisabled(now) || !changes.some(mayBringAlive)) return [];
  return ledger.links.workersByEmail(now.email);
}

function mayBringAlive(change: AccountChange): boolean {
  switch (change.kind) {
    case 'AccountDiscovered':
    case 'AccountEnabled':
    case 'InvitationAccepted':
    case 'FirstLogin':
      return true;
    case 'ProfileChanged':
      return change.fields.includes('email');
    case 'AccountDisabled':
    case 'RoleChanged':
    case 'AccountRemoved':
      return false;
  }
}
